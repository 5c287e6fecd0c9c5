package org.diaflow.service.experiment.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.diaflow.api.CellView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ComparisonView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.TrajectoryView;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.problem.ProblemExport;
import org.diaflow.service.problem.ProblemStore;
import org.diaflow.service.table.NpyWriter;
import org.diaflow.service.table.TableWriter;
import org.jspecify.annotations.Nullable;

/**
 * Writes an experiment as a ZIP file: manifest.json, document.json, cells.csv, rates.json,
 * certificates.json with those of the first {@value #MOST_CERTIFIED} problems, comparison.json
 * where solvers were compared, the problem with its A and y as problem-ID.npz (or -mtx.zip where it
 * is sparse) unless a generator makes it from the document, and, if flows were recorded,
 * trajectories.npz. There, the flow of cell 7 is {@code cell7_times} (rescaled), {@code
 * cell7_observables} (names), {@code cell7_series} (a row per observable, a column per time),
 * {@code cell7_step_ends} and {@code cell7_raw_time_per_rescaled}. Cells are read a page at a time
 * while the file is sent.
 */
@ApplicationScoped
class Export {

  static final int MOST_CERTIFIED = ExportedCertificates.MOST;
  private static final int PAGE = 1000;
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
              "predictedValid",
              "residual",
              "steps",
              "time",
              "effectiveScale",
              "projectionError",
              "seconds",
              "problem",
              "advice",
              "tolerance",
              "gap",
              "relativeDistance",
              "supportSize",
              "distance",
              "purifiedResidual",
              "purifiedGap",
              "purifiedDistance",
              "purifiedRelativeDistance",
              "purifiedSupportSize",
              "purification",
              "verdict",
              "purifiedVerdict",
              "certified",
              "purificationSeconds")
          .get();

  private final Experiments experiments;
  private final ExperimentQueries queries;
  private final ProblemStore problems;
  private final ExportedCertificates certified;
  private final ObjectWriter json;

  Export(
      Experiments experiments,
      ExperimentQueries queries,
      ProblemStore problems,
      ExportedCertificates certified,
      ObjectMapper mapper) {
    this.experiments = experiments;
    this.queries = queries;
    this.problems = problems;
    this.certified = certified;
    this.json = mapper.writerWithDefaultPrettyPrinter();
  }

  /** The archive of {@code experiment}, as it is now. */
  StreamingOutput of(ExperimentView experiment) {
    List<Integer> recorded = queries.recorded(experiment.id());
    return output -> {
      try (var zip = new ZipOutputStream(output)) {
        add(zip, "manifest.json", json.writeValueAsBytes(experiment.manifest()));
        add(zip, "document.json", json.writeValueAsBytes(experiment.document()));
        zip.putNextEntry(new ZipEntry("cells.csv"));
        var printer = new CSVPrinter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), CELLS);
        for (int page = 0; page * PAGE < experiment.progress().total(); page++) {
          var part = new PageRequest(page, PAGE);
          for (CellView cell : experiments.cells(experiment.id(), part).items()) {
            print(printer, cell);
          }
        }
        printer.flush();
        zip.closeEntry();
        add(zip, "rates.json", json.writeValueAsBytes(experiment.rates()));
        add(zip, "certificates.json", json.writeValueAsBytes(certified.of(experiment)));
        if (experiment.kind().equals(ExperimentDocument.SOLVER_COMPARISON)) {
          ComparisonSummary summary = experiments.comparison(experiment.id());
          add(zip, "comparison.json", json.writeValueAsBytes(summary));
        }
        if (experiment.document().problem().generator() == null) {
          addProblem(zip, experiment);
        }
        if (!recorded.isEmpty()) {
          zip.putNextEntry(new ZipEntry("trajectories.npz"));
          addTrajectories(zip, experiment.id(), recorded);
          zip.closeEntry();
        }
      }
    };
  }

  private void addProblem(ZipOutputStream zip, ExperimentView experiment) throws IOException {
    String id = experiment.problems().getFirst().problem();
    ProblemExport problem = ProblemExport.of(problems.get(id), null);
    zip.putNextEntry(new ZipEntry(problem.fileName()));
    problem.content().write(zip);
    zip.closeEntry();
  }

  /** Leaves out cells whose flow has been forgotten meanwhile. */
  private void addTrajectories(OutputStream output, String experiment, List<Integer> recorded)
      throws IOException {
    var zip = new ZipOutputStream(output);
    for (int index : recorded) {
      Optional<TrajectoryView> trajectory = experiments.recording(experiment, index);
      if (trajectory.isPresent()) {
        add(zip, trajectory.get());
      }
    }
    zip.finish();
  }

  private static void add(ZipOutputStream zip, TrajectoryView trajectory) throws IOException {
    String cell = "cell%d_".formatted(trajectory.index());
    double[] times = numbers(trajectory.times());
    TableWriter.open(zip, cell + "times.npy");
    NpyWriter.vector(zip, times);
    TableWriter.open(zip, cell + "observables.npy");
    NpyWriter.words(zip, trajectory.observables());
    TableWriter.open(zip, cell + "series.npy");
    NpyWriter.rows(zip, times.length, trajectory.series());
    TableWriter.open(zip, cell + "step_ends.npy");
    NpyWriter.vector(zip, numbers(trajectory.stepEnds()));
    TableWriter.open(zip, cell + "raw_time_per_rescaled.npy");
    NpyWriter.vector(zip, new double[] {trajectory.rawTimePerRescaled()});
    zip.closeEntry();
  }

  private static double[] numbers(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
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
    while (fields.size() < CELLS.getHeader().length) {
      fields.add(null);
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
        before == null ? null : before.distance(),
        after == null ? null : after.residual(),
        after == null ? null : after.gap(),
        after == null ? null : after.distance(),
        after == null ? null : after.relativeDistance(),
        after == null ? null : after.supportSize(),
        run.purification(),
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
        cell.predictedValid(),
        cell.residual(),
        cell.steps(),
        cell.time(),
        cell.effectiveScale(),
        cell.projectionError(),
        cell.seconds(),
        cell.problem(),
        cell.advice());
  }
}
