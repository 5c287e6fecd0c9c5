package org.diaflow.service.experiment.view;

import static org.diaflow.service.database.BlockingTransactions.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.TrajectoryView;
import org.diaflow.service.experiment.store.Builds;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.problem.ProblemExport;
import org.diaflow.service.problem.ProblemStore;
import org.diaflow.service.table.NpyWriter;
import org.diaflow.service.table.TableWriter;

/**
 * Writes an experiment as a ZIP file: manifest.json with what computed its cells, document.json,
 * cells.csv, rates.json, certificates.json with those of the first {@value #MOST_CERTIFIED}
 * problems, comparison.json where solvers were compared, the problem with its A and y as
 * problem-ID.npz (or -mtx.zip where it is sparse) unless a generator makes it from the document,
 * and, if flows were recorded, trajectories.npz. There, the flow of cell 7 is {@code cell7_times}
 * (rescaled), {@code cell7_observables} (names), {@code cell7_series} (a row per observable, a
 * column per time), {@code cell7_step_ends} and {@code cell7_raw_time_per_rescaled}. Cells are read
 * a page at a time while the file is sent, by a thread that waits for each.
 */
@ApplicationScoped
class Export {

  static final int MOST_CERTIFIED = ExportedCertificates.MOST;
  private final Experiments experiments;
  private final CellsCsv cells;
  private final ExperimentQueries queries;
  private final Builds builds;
  private final ProblemStore problems;
  private final ExportedCertificates certified;
  private final ObjectWriter json;

  Export(
      Experiments experiments,
      CellsCsv cells,
      ExperimentQueries queries,
      Builds builds,
      ProblemStore problems,
      ExportedCertificates certified,
      ObjectMapper mapper) {
    this.experiments = experiments;
    this.cells = cells;
    this.queries = queries;
    this.builds = builds;
    this.problems = problems;
    this.certified = certified;
    this.json = mapper.writerWithDefaultPrettyPrinter();
  }

  /** The archive of {@code experiment}, as it is now. */
  Uni<StreamingOutput> of(ExperimentView experiment) {
    return queries.recorded(experiment.id()).map(recorded -> archive(experiment, recorded));
  }

  private StreamingOutput archive(ExperimentView experiment, List<Integer> recorded) {
    return output -> {
      try (var zip = new ZipOutputStream(output)) {
        add(zip, "manifest.json", json.writeValueAsBytes(manifest(experiment)));
        add(zip, "document.json", json.writeValueAsBytes(experiment.document()));
        zip.putNextEntry(new ZipEntry("cells.csv"));
        cells.write(experiment, zip);
        zip.closeEntry();
        add(zip, "rates.json", json.writeValueAsBytes(experiment.rates()));
        add(zip, "certificates.json", json.writeValueAsBytes(certified.of(experiment)));
        Optional<ComparisonSummary> comparison = await(experiments.compared(experiment.id()));
        if (comparison.isPresent()) {
          add(zip, "comparison.json", json.writeValueAsBytes(comparison.get()));
        }
        addProblems(zip, experiment);
        if (!recorded.isEmpty()) {
          zip.putNextEntry(new ZipEntry("trajectories.npz"));
          addTrajectories(zip, experiment.id(), recorded);
          zip.closeEntry();
        }
      }
    };
  }

  /** What was running when it was submitted, and what computed its cells. */
  private Map<String, Object> manifest(ExperimentView experiment) {
    var manifest = new LinkedHashMap<String, Object>(experiment.manifest());
    manifest.put("computedBy", await(builds.of(experiment.id())));
    return manifest;
  }

  /** The problems that no generator makes from the document, each once. */
  private void addProblems(ZipOutputStream zip, ExperimentView experiment) throws IOException {
    ExperimentDocument document = experiment.document();
    List<ProblemSpec> specs =
        document.problems() == null
            ? List.of(Objects.requireNonNull(document.problem()))
            : document.problems();
    for (String id :
        specs.stream().map(ProblemSpec::id).filter(Objects::nonNull).distinct().toList()) {
      ProblemExport problem = ProblemExport.of(await(problems.get(id)), null);
      zip.putNextEntry(new ZipEntry(problem.fileName()));
      problem.content().write(zip);
      zip.closeEntry();
    }
  }

  /** Leaves out cells whose flow has been forgotten meanwhile. */
  private void addTrajectories(OutputStream output, String experiment, List<Integer> recorded)
      throws IOException {
    var zip = new ZipOutputStream(output);
    for (int index : recorded) {
      Optional<TrajectoryView> trajectory = await(experiments.recording(experiment, index));
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
}
