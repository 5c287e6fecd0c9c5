package org.diaflow.frontend.compare.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;

/** A comparison to start from. */
@SuppressWarnings("ImmutableEnumChecker") // a record of immutable lists
public enum ComparisonPreset {
  /** Known minimizers whose entries differ by five decades. */
  HIGH_DYNAMIC_RANGE(
      "Certified, high dynamic range",
      GeneratorSpec.of("dynamic-range")
          .with("rows", 50)
          .with("columns", 150)
          .with("sparsity", 8)
          .with("margin", 0.8)
          .with("decades", 5),
      5,
      List.of(
          "homotopy",
          "ojalgo-simplex",
          "ojalgo-interior-point",
          "pdhg",
          "douglas-rachford",
          "diagonal-network"),
      List.of(1e-4, 1e-9)),
  /** The size of the README's table. */
  GAUSSIAN(
      "Gaussian 256 × 1024",
      GeneratorSpec.of("gaussian")
          .with("rows", 256)
          .with("columns", 1024)
          .with("sparsity", 40)
          .with("noise", 0),
      3,
      List.of("homotopy", "ojalgo-interior-point", "pdhg", "douglas-rachford"),
      List.of(1e-4, 1e-8)),
  /** A matrix that only methods by products can hold: 0.1 % of its entries are stored. */
  SPARSE(
      "Sparse 8192 × 49152",
      GeneratorSpec.of("sparse-certified")
          .with("rows", 8192)
          .with("columns", 49152)
          .with("sparsity", 1000)
          .with("nonzerosPerColumn", 10)
          .with("margin", 0.9),
      1,
      List.of("homotopy", "pdhg"),
      List.of(1e-8),
      120),
  /** A segment of minimizers: no vertex is the right one. */
  NON_UNIQUE(
      "Minimizer not unique",
      GeneratorSpec.of("non-unique").with("rows", 10).with("columns", 30).with("sparsity", 4),
      3,
      List.of("homotopy", "ojalgo-simplex", "ojalgo-interior-point", "pdhg"),
      List.of(1e-8));

  private static final int SECONDS = 30;

  private final String title;
  private final ExperimentDocument document;

  ComparisonPreset(
      String title,
      GeneratorSpec generator,
      int problems,
      List<String> solvers,
      List<Double> tolerances) {
    this(title, generator, problems, solvers, tolerances, SECONDS);
  }

  ComparisonPreset(
      String title,
      GeneratorSpec generator,
      int problems,
      List<String> solvers,
      List<Double> tolerances,
      double seconds) {
    this.title = title;
    this.document =
        ExperimentDocument.comparison(
            "Solvers: " + title,
            ProblemSpec.generated(generator),
            LongStream.rangeClosed(1, problems).boxed().toList(),
            solvers.stream().map(id -> new SolverSpec(id, null)).toList(),
            tolerances,
            new StopSpec(null, null, seconds));
  }

  /** The preset called {@code id} in addresses. */
  public static Optional<ComparisonPreset> of(String id) {
    return Arrays.stream(values()).filter(preset -> preset.id().equals(id)).findFirst();
  }

  /** Its name in addresses. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its title. */
  public String title() {
    return title;
  }

  /** Its document. */
  public ExperimentDocument document() {
    return document;
  }
}
