package org.diaflow.service.experiment.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.Axis;
import org.diaflow.api.ComparisonView;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.InitializationSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StateEvent;
import org.diaflow.api.StopSpec;
import org.diaflow.api.TrajectoryView;
import org.diaflow.engine.lab.LeadingTerm;
import org.diaflow.service.JsonDifferences;
import org.diaflow.service.TestDatabase;
import org.diaflow.service.database.Json;
import org.diaflow.theory.limit.Onset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JSON as earlier versions stored it, read as the stores of today read it. A directory of {@code
 * stored-formats} is a format; its files were taken out of a database and are never edited.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StoredFormatsTest {

  @Inject ExperimentStore store;
  @Inject Json json;

  private static String stored(String name) {
    String file = "/stored-formats/" + name + ".json";
    try (InputStream in = StoredFormatsTest.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ExperimentDocument document(String name) {
    var row = new StoredExperiment();
    row.document = stored(name);
    return store.document(row);
  }

  private List<LeadingTerm> predictions(@Nullable String text) {
    var row = new StoredSeed("e", 0, 1, "p");
    row.predictions = text;
    return store.predictions(row);
  }

  private TrajectoryView trajectory(String name) {
    var row = new StoredTrajectory();
    row.body = stored(name);
    return store.trajectory(row);
  }

  @Test
  void documentOfFlowsFromAStartOfItsOwn() {
    ExperimentDocument document = document("1/document-flows");
    assertEquals("A start of its own", document.name());
    assertEquals("error-vs-scale", document.kind());
    assertEquals(List.of("start"), document.tags());
    assertGenerated(document, "tightness", Map.of("rho", 0.5, "y", 1.0));
    assertEquals(List.of(2.0, 3.0), document.depths());
    assertEquals(AlphaGrid.of(0.01, 1e-4), document.alphas());
    InitializationSpec start = Objects.requireNonNull(document.initialization());
    assertEquals(List.of(1.0, 3.0), start.positive());
    assertEquals(List.of(2.0, 0.5), start.negative());
    assertEquals(List.of(1L), document.seeds());
    assertEquals(
        List.of(
            EngineSpec.limit(),
            new EngineSpec(
                "mirror-rosenbrock", Map.of("relativeTolerance", 1e-6, "absoluteTolerance", 1e-8))),
        document.engines());
    assertEquals(new SolverSpec("homotopy", Map.of("corners", 1e6)), document.l1Solver());
    StopSpec stop = Objects.requireNonNull(document.stop());
    assertEquals(1e-12, stop.residual());
    assertEquals(1_000_000L, stop.steps());
    assertEquals(60.0, stop.seconds());
    assertNull(stop.horizon());
    assertNull(stop.distance());
    assertEquals(List.of(), document.observables());
    assertNull(document.solvers());
    assertNull(document.tolerances());
  }

  @Test
  void documentWithARangeOfScalesAndSeveralSeeds() {
    ExperimentDocument document = document("1/document-range");
    assertEquals(List.of("paper", "two depths"), document.tags());
    assertGenerated(
        document, "gaussian", Map.of("rows", 6.0, "columns", 12.0, "sparsity", 2.0, "noise", 0.0));
    assertEquals(AlphaGrid.range(0.1, 1e-6, 1), document.alphas());
    assertEquals(List.of(1L, 2L, 3L), document.seeds());
    assertNull(document.initialization());
  }

  @Test
  void documentOfATrajectory() {
    ExperimentDocument document = document("1/document-trajectory");
    assertEquals("trajectory", document.kind());
    assertEquals(
        List.of(
            "loss",
            "l1Norm",
            "distanceToMinimizer",
            "distanceToLimit",
            "activeSetSize",
            "x[0]",
            "x[1]"),
        document.observables());
  }

  @Test
  void documentOnAnUploadedProblem() {
    ExperimentDocument document = document("1/document-upload");
    ProblemSpec problem = Objects.requireNonNull(document.problem());
    assertEquals("069362ae3407157b27003b18d8ef8f9a", problem.id());
    assertNull(problem.generator());
    assertEquals(
        List.of("limit", "gradient-descent", "dormand-prince-54"),
        Objects.requireNonNull(document.engines()).stream().map(EngineSpec::id).toList());
  }

  @Test
  void documentOfAComparison() {
    ExperimentDocument document = document("1/document-comparison");
    assertEquals("solver-comparison", document.kind());
    assertEquals(List.of(), document.depths());
    assertEquals(AlphaGrid.of(), document.alphas());
    assertEquals(List.of(), document.engines());
    assertEquals(
        List.of(
            new SolverSpec("homotopy", Map.of("corners", 1e6)),
            new SolverSpec("pdhg", Map.of("tolerance", 1e-4, "iterations", 1e6))),
        document.solvers());
    assertEquals(List.of(1e-4, 1e-9), document.tolerances());
  }

  private static void assertGenerated(
      ExperimentDocument document, String kind, Map<String, Double> parameters) {
    var generator = Objects.requireNonNull(Objects.requireNonNull(document.problem()).generator());
    assertEquals(kind, generator.kind());
    assertEquals(parameters.keySet(), generator.parameters().keySet());
    parameters.forEach(
        (name, value) -> assertEquals(Axis.of(value), generator.parameters().get(name), name));
  }

  /** Nothing of a document is lost on its way through the service to a client. */
  @ParameterizedTest
  @ValueSource(strings = {"flows", "range", "trajectory", "upload", "comparison"})
  void documentsAreShownAsTheyWere(String name) throws IOException {
    String file = "1/document-" + name;
    assertKept(stored(file), document(file));
  }

  @Test
  void manifest() throws IOException {
    var row = new StoredExperiment();
    row.manifest = stored("1/manifest");
    Map<String, Object> manifest = store.manifest(row);
    assertEquals("81d7966", manifest.get("commit"));
    assertEquals(List.of(1), manifest.get("seeds"));
    assertEquals(2, manifest.get("cores"));
    assertKept(row.manifest, manifest);
  }

  @Test
  void predictions() throws IOException {
    List<LeadingTerm> predictions = predictions(stored("1/predictions"));
    assertEquals(
        new LeadingTerm(
            2,
            0.08616945504412077,
            0.6215360151125584,
            new Onset(
                null,
                "At α = 1e-300 the error still differs by more than 10 % from the leading term"
                    + " (theory §6).")),
        predictions.getFirst());
    assertEquals(
        new LeadingTerm(3, 1.0, 13427.281524367681, new Onset(5.623413251903491e-9, null)),
        predictions.getLast());
    assertKept(stored("1/predictions"), predictions);
  }

  @Test
  void predictionsWhereThereAreNone() {
    assertEquals(
        List.of(new LeadingTerm(2, null, null, null)), predictions(stored("1/predictions-none")));
    assertEquals(List.of(), predictions(null));
  }

  @Test
  void trajectory() throws IOException {
    TrajectoryView trajectory = trajectory("1/trajectory");
    assertEquals(0, trajectory.index());
    assertEquals(2, trajectory.depth());
    assertEquals(0.01, trajectory.alpha());
    assertEquals("mirror-rosenbrock", trajectory.engine());
    assertEquals(List.of("l1Norm", "distanceToMinimizer"), trajectory.observables());
    assertEquals(98, trajectory.times().size());
    assertEquals(18.78891604133379, trajectory.times().getLast());
    assertEquals(1.151317542747856, trajectory.rawTimePerRescaled());
    assertEquals(3.0000000000036495, trajectory.series().getFirst().getLast());
    List<Double> undefined = trajectory.series().getLast();
    assertEquals(98, undefined.size());
    assertTrue(undefined.stream().allMatch(value -> value.isNaN()));
    assertEquals(70, trajectory.stepEnds().size());
    assertEquals(1, trajectory.thinned());
    assertKept(stored("1/trajectory"), trajectory);
  }

  @Test
  void comparison() throws IOException {
    ComparisonView comparison =
        Objects.requireNonNull(
            new ComparisonJson().convertToEntityAttribute(stored("1/comparison")));
    assertEquals(1e-4, comparison.tolerance());
    assertTrue(comparison.certified());
    assertEquals(0.001537523, comparison.purificationSeconds());
    ComparisonView.Accuracy before = Objects.requireNonNull(comparison.before());
    assertEquals(1.4844985757831416e-6, before.residual());
    assertEquals(1.817014490683155e-5, before.gap());
    assertEquals(3, before.supportSize());
    assertEquals("acceptable", before.verdict());
    assertEquals("solved", Objects.requireNonNull(comparison.after()).verdict());
    assertEquals(
        new ComparisonView.WorkPoint(0.001793032, 2.016179011774521e-6),
        comparison.curve().getLast());
    assertKept(stored("1/comparison"), comparison);
  }

  @Test
  void stateEvent() {
    assertEquals(
        new StateEvent(
            ExperimentState.QUEUED, "No worker is at work on it; it goes on when one is back."),
        json.read(stored("1/state"), new TypeReference<StateEvent>() {}));
  }

  private void assertKept(String stored, Object read) throws IOException {
    var mapper = new ObjectMapper();
    assertEquals(
        List.of(),
        JsonDifferences.between(mapper.readTree(stored), mapper.readTree(json.write(read))));
  }
}
