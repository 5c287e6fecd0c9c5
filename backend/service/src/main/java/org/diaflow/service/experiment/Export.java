package org.diaflow.service.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonView;
import org.diaflow.api.ExperimentView;
import org.diaflow.service.database.PageRequest;
import org.jspecify.annotations.Nullable;

/** Writes an experiment as a ZIP file: manifest.json, document.json and cells.csv. */
@ApplicationScoped
class Export {

  private static final PageRequest ALL = new PageRequest(0, 100_000);
  private static final CSVFormat CELLS =
      CSVFormat.RFC4180
          .builder()
          .setHeader(
              "index",
              "depth",
              "alpha",
              "seed",
              "engine",
              "state",
              "stopReason",
              "errorL1",
              "limitErrorL1",
              "disagreement",
              "lower",
              "upper",
              "predicted",
              "residual",
              "steps",
              "seconds",
              "problem",
              "advice",
              "tolerance",
              "gap",
              "relativeDistance",
              "supportSize",
              "verdict",
              "purifiedVerdict",
              "certified",
              "purificationSeconds")
          .get();

  private final Experiments experiments;
  private final ObjectWriter json;

  Export(Experiments experiments, ObjectMapper mapper) {
    this.experiments = experiments;
    this.json = mapper.writerWithDefaultPrettyPrinter();
  }

  /** The archive of {@code experiment}, as it is now. */
  StreamingOutput of(ExperimentView experiment) {
    var cells = experiments.cells(experiment.id(), ALL).items();
    return output -> {
      try (var zip = new ZipOutputStream(output)) {
        add(zip, "manifest.json", json.writeValueAsBytes(experiment.manifest()));
        add(zip, "document.json", json.writeValueAsBytes(experiment.document()));
        zip.putNextEntry(new ZipEntry("cells.csv"));
        var printer = new CSVPrinter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), CELLS);
        for (CellView cell : cells) {
          print(printer, cell);
        }
        printer.flush();
        zip.closeEntry();
      }
    };
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static void print(CSVPrinter printer, CellView cell) throws IOException {
    var fields = new ArrayList<@Nullable Object>(flowFields(cell));
    ComparisonView run = cell.comparison();
    if (run != null) {
      fields.addAll(runFields(run));
    }
    printer.printRecord(fields);
  }

  private static List<@Nullable Object> runFields(ComparisonView run) {
    ComparisonView.Accuracy before = run.before();
    ComparisonView.Accuracy after = run.after();
    return Arrays.asList(
        run.tolerance(),
        before == null ? null : before.gap(),
        before == null ? null : before.relativeDistance(),
        before == null ? null : before.supportSize(),
        before == null ? null : before.verdict(),
        after == null ? null : after.verdict(),
        run.certified(),
        run.purificationSeconds());
  }

  private static List<@Nullable Object> flowFields(CellView cell) {
    return Arrays.asList(
        cell.index(),
        cell.depth(),
        cell.alpha(),
        cell.seed(),
        cell.engine(),
        cell.state(),
        cell.stopReason(),
        cell.errorL1(),
        cell.limitErrorL1(),
        cell.disagreement(),
        cell.lower(),
        cell.upper(),
        cell.predicted(),
        cell.residual(),
        cell.steps(),
        cell.seconds(),
        cell.problem(),
        cell.advice());
  }
}
