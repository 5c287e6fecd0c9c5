package org.diaflow.frontend.experiment.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.Axis;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.StopSpec;
import org.jspecify.annotations.Nullable;

/** An experiment to start from. */
@SuppressWarnings("ImmutableEnumChecker") // a record of immutable lists
public enum Preset {
  /** The two-dimensional problem on which upper and lower bound meet. */
  TIGHTNESS(
      "Tightness example",
      "A = (1, ϱ): the smallest problem, on which both bounds are attained. Slopes 1 − ϱ and 1.",
      document(
          "Tightness example, ϱ = 0.5",
          GeneratorSpec.of("tightness").with("rho", 0.5).with("y", 2),
          List.of(2.0, 3.0),
          AlphaGrid.range(1e-1, 1e-8, 4),
          null)),
  /** The first experiment of the paper: four levels of noise, two depths, twenty problems. */
  PAPER(
      "The paper’s first experiment",
      "40 × 100, 4-sparse, noise 0, 0.03, 0.1 and 0.4, twenty problems: how noise bends the rates.",
      swept(
          "The paper’s first experiment, 40 × 100",
          ExperimentDocument.ERROR_VS_SCALE,
          gaussian(40, 100, 4).with("noise", Axis.list(0, 0.03, 0.1, 0.4)),
          List.of(2.0, 3.0),
          AlphaGrid.range(1e-1, 1e-8, 4),
          EngineSpec.limit())),
  /** Errors against the planted vector at several depths. */
  TEST_ERROR(
      "Test error by depth",
      "40 × 100, 4-sparse, noise 0.1, twenty problems: what depth does to ‖x^∞ − x*‖.",
      swept(
          "Test error by depth, 40 × 100, noise 0.1",
          ExperimentDocument.GENERALIZATION,
          gaussian(40, 100, 4).with("noise", 0.1),
          List.of(2.0, 3.0, 4.0, 6.0),
          AlphaGrid.range(1, 1e-6, 4),
          EngineSpec.limit())),
  /** Recovery over undersampling and density. */
  PHASE_DIAGRAM(
      "Phase diagram",
      "d = 200, 16 × 16 × 20 problems: where x* is found, and where no more.",
      swept(
          "Phase diagram, d = 200",
          ExperimentDocument.PHASE_DIAGRAM,
          GeneratorSpec.of("donoho-tanner")
              .with("columns", 200)
              .with("undersampling", Axis.linear(0.1, 0.9, 16))
              .with("density", Axis.linear(0.05, 0.8, 16)),
          List.of(),
          AlphaGrid.of(),
          null)),
  /** Flows from a start so small that they go from saddle to saddle. */
  SADDLE_TO_SADDLE(
      "Saddle to saddle",
      "20 × 60, 3-sparse, α = 1e-12: when coordinates switch on, against both paths.",
      new ExperimentDocument(
          "Saddle to saddle, 20 × 60, α = 1e-12",
          ExperimentDocument.SADDLE_TO_SADDLE,
          null,
          ProblemSpec.generated(gaussian(20, 60, 3).with("noise", 0)),
          List.of(2.0, 3.0),
          AlphaGrid.of(1e-12),
          null,
          List.of(1L),
          List.of(EngineSpec.integrator("mirror-rosenbrock")),
          null,
          null,
          null)),
  /** Sparse recovery from Gaussian measurements without noise. */
  GAUSSIAN(
      "Gaussian sparse recovery",
      "50 × 200 Gaussian measurements of a 5-sparse vector, noiseless: how depth helps recovery.",
      document(
          "Gaussian sparse recovery, 50 × 200",
          GeneratorSpec.of("gaussian")
              .with("rows", 50)
              .with("columns", 200)
              .with("sparsity", 5)
              .with("noise", 0),
          List.of(2.0, 3.0, 4.0),
          AlphaGrid.range(1, 1e-6, 2),
          List.of(1L))),
  /** Sparse recovery from noisy measurements. */
  NOISY(
      "Noisy observations",
      "The same with noise 0.1: ϱ comes close to 1 and the curve of depth 2 flattens.",
      document(
          "Noisy observations, 50 × 200, noise 0.1",
          GeneratorSpec.of("gaussian")
              .with("rows", 50)
              .with("columns", 200)
              .with("sparsity", 5)
              .with("noise", 0.1),
          List.of(2.0, 3.0, 4.0),
          AlphaGrid.range(1, 1e-6, 2),
          List.of(1L))),
  /** A problem whose minimizer is known and whose ϱ is bounded. */
  CERTIFIED(
      "Certified minimizer",
      "30 × 100, made around its minimizer so that ϱ ≤ 0.7: the rate of depth 2 is at least 0.3.",
      document(
          "Certified minimizer, 30 × 100, margin 0.7",
          GeneratorSpec.of("certified")
              .with("rows", 30)
              .with("columns", 100)
              .with("sparsity", 4)
              .with("margin", 0.7),
          List.of(2.0, 3.0, 4.0),
          AlphaGrid.range(1, 1e-8, 2),
          List.of(1L))),
  /** A point of the phase diagram below the weak threshold, 0.386 at N/d = 0.5. */
  DONOHO_TANNER(
      "Point of the phase diagram",
      "N/d = 0.5, s/N = 0.3, five seeds: below the Donoho–Tanner threshold 0.386, x* is found.",
      document(
          "Phase diagram at N/d = 0.5, s/N = 0.3",
          GeneratorSpec.of("donoho-tanner")
              .with("columns", 100)
              .with("undersampling", 0.5)
              .with("density", 0.3),
          List.of(2.0, 3.0),
          AlphaGrid.range(1, 1e-6, 2),
          List.of(1L, 2L, 3L, 4L, 5L))),
  /** The example of a minimizer that is not unique. */
  NON_UNIQUE(
      "Minimizer not unique",
      "The 2 × 3 example with a segment of minimizers: which one the flow picks depends on depth.",
      document(
          "Minimizer not unique, 2 × 3",
          GeneratorSpec.of("non-unique"),
          List.of(2.0, 3.0, 4.0),
          AlphaGrid.range(1e-1, 1e-6, 2),
          null)),
  /** Flows that are watched while they run. */
  WATCH(
      "Watch the flow",
      "20 × 60, 3-sparse, α = 1e-4: coordinates switch on one by one, near the saddle-to-saddle path.",
      watched(
          "Watch the flow, 20 × 60",
          GeneratorSpec.of("gaussian")
              .with("rows", 20)
              .with("columns", 60)
              .with("sparsity", 3)
              .with("noise", 0),
          List.of(
              "loss", "l1Norm", "distanceToLimit", "x[3]", "x[15]", "x[21]", "x[36]", "x[51]")));

  private final String title;
  private final String explanation;
  private final ExperimentDocument document;

  Preset(String title, String explanation, ExperimentDocument document) {
    this.title = title;
    this.explanation = explanation;
    this.document = document;
  }

  /** The preset called {@code id} in addresses. */
  public static Optional<Preset> of(String id) {
    return Arrays.stream(values()).filter(preset -> preset.id().equals(id)).findFirst();
  }

  /** Its name in addresses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its title. */
  public String title() {
    return title;
  }

  /** A sentence on what it shows. */
  public String explanation() {
    return explanation;
  }

  /** Its document. */
  public ExperimentDocument document() {
    return document;
  }

  private static GeneratorSpec gaussian(int rows, int columns, int sparsity) {
    return GeneratorSpec.of("gaussian")
        .with("rows", rows)
        .with("columns", columns)
        .with("sparsity", sparsity);
  }

  /** A document over twenty seeds; {@code engine} is null where there are no networks. */
  private static ExperimentDocument swept(
      String name,
      String kind,
      GeneratorSpec generator,
      List<Double> depths,
      AlphaGrid alphas,
      @Nullable EngineSpec engine) {
    return new ExperimentDocument(
        name,
        kind,
        null,
        ProblemSpec.generated(generator),
        depths,
        alphas,
        null,
        LongStream.rangeClosed(1, 20).boxed().toList(),
        engine == null ? null : List.of(engine),
        null,
        null,
        null);
  }

  private static ExperimentDocument document(
      String name,
      GeneratorSpec generator,
      List<Double> depths,
      AlphaGrid alphas,
      @Nullable List<Long> seeds) {
    return new ExperimentDocument(
        name,
        ExperimentDocument.ERROR_VS_SCALE,
        null,
        ProblemSpec.generated(generator),
        depths,
        alphas,
        null,
        seeds,
        List.of(EngineSpec.limit(), EngineSpec.integrator("mirror-rosenbrock")),
        null,
        null,
        null);
  }

  private static ExperimentDocument watched(
      String name, GeneratorSpec generator, List<String> observables) {
    return new ExperimentDocument(
        name,
        ExperimentDocument.TRAJECTORY,
        null,
        ProblemSpec.generated(generator),
        List.of(2.0, 3.0),
        AlphaGrid.of(1e-4),
        null,
        List.of(1L),
        List.of(
            EngineSpec.integrator("mirror-rosenbrock"),
            EngineSpec.integrator("log-dormand-prince-54")),
        null,
        new StopSpec(null, null, null, null, 1e-3),
        observables);
  }
}
