package org.diaflow.service.experiment.view;

import static org.diaflow.service.database.BlockingTransactions.await;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentView;
import org.diaflow.engine.measure.Measures;
import org.diaflow.service.database.PageRequest;

/** Writes the cells of an experiment as CSV, a page at a time while they are sent; blocks. */
@ApplicationScoped
class CellsCsv {

  private static final int PAGE = 1000;

  private final Experiments experiments;
  private final Measures measures;

  CellsCsv(Experiments experiments, Measures measures) {
    this.experiments = experiments;
    this.measures = measures;
  }

  /** Writes the cells of {@code experiment} after a line of the names of columns. */
  void write(ExperimentView experiment, OutputStream output) throws IOException {
    var writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
    print(experiment, CellColumns.of(experiment, measures), writer);
  }

  /** The same after a comment with the units, {@code # Units: …}. */
  void writeWithUnits(ExperimentView experiment, OutputStream output) throws IOException {
    var writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
    List<CellColumns.Column> columns = CellColumns.of(experiment, measures);
    writer.write("# " + CellColumns.units(columns) + CSVFormat.RFC4180.getRecordSeparator());
    print(experiment, columns, writer);
  }

  private void print(ExperimentView experiment, List<CellColumns.Column> columns, Writer writer)
      throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader(CellColumns.names(columns)).get();
    var printer = new CSVPrinter(writer, format);
    int total = experiment.progress().total();
    for (int page = 0; page * PAGE < total; page++) {
      PageRequest request = new PageRequest(page, PAGE);
      for (CellView cell : await(experiments.cells(experiment.id(), request)).items()) {
        printer.printRecord(CellColumns.fields(columns, cell));
      }
    }
    printer.flush();
  }
}
