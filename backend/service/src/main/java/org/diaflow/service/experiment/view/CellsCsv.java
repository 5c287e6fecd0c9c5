package org.diaflow.service.experiment.view;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.diaflow.api.CellView;
import org.diaflow.service.database.PageRequest;

/** Writes the cells of an experiment as CSV, a page at a time while they are sent. */
@ApplicationScoped
class CellsCsv {

  private static final int PAGE = 1000;
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader(CellColumns.names()).get();

  private final Experiments experiments;

  CellsCsv(Experiments experiments) {
    this.experiments = experiments;
  }

  /** Writes {@code total} cells of {@code experiment} after a line of their names. */
  void write(String experiment, int total, OutputStream output) throws IOException {
    var writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
    print(experiment, total, writer);
  }

  /** The same after a comment with the units, {@code # Units: …}. */
  void writeWithUnits(String experiment, int total, OutputStream output) throws IOException {
    var writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
    writer.write("# " + CellColumns.units() + FORMAT.getRecordSeparator());
    print(experiment, total, writer);
  }

  private void print(String experiment, int total, Writer writer) throws IOException {
    var printer = new CSVPrinter(writer, FORMAT);
    for (int page = 0; page * PAGE < total; page++) {
      for (CellView cell : experiments.cells(experiment, new PageRequest(page, PAGE)).items()) {
        printer.printRecord(CellColumns.fields(cell));
      }
    }
    printer.flush();
  }
}
