package org.diaflow.generators;

import java.util.List;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;

/** The parameters that several generators share, and what their descriptors have in common. */
final class Specs {

  private static final long MOST_ENTRIES = 50_000_000;

  /** N. */
  static final ParameterSpec ROWS =
      ParameterSpec.integer("rows", 1, MOST_ENTRIES, 50, "Number of samples N.").stated();

  /** d. */
  static final ParameterSpec COLUMNS =
      ParameterSpec.integer("columns", 1, MOST_ENTRIES, 200, "Number of coordinates d.").stated();

  /** s. */
  static final ParameterSpec SPARSITY =
      ParameterSpec.integer("sparsity", 1, MOST_ENTRIES, 5, "Nonzero entries of x*.").stated();

  /** η. */
  static final ParameterSpec NOISE =
      ParameterSpec.real(
          "noise", 0, Double.MAX_VALUE, 0, "η in y = Ax* + η·e, e uniform on the unit sphere.");

  /** Bounds ϱ. */
  static final ParameterSpec MARGIN =
      ParameterSpec.real(
              "margin",
              Double.MIN_VALUE,
              Math.nextDown(1.0),
              0.7,
              "Largest |a_jᵀν| off the support, which bounds ϱ.")
          .stated();

  private Specs() {}

  /** The descriptor of a generator of random problems whose sources are in theory §10. */
  static Descriptor descriptor(String id, String summary, ParameterSpec... parameters) {
    return descriptor(id, summary, List.of("random"), parameters);
  }

  /** The same with other capabilities. */
  static Descriptor descriptor(
      String id, String summary, List<String> capabilities, ParameterSpec... parameters) {
    return new Descriptor(
        id, GeneratorsPlugin.VERSION, summary, capabilities, List.of(parameters), List.of());
  }

  /** A parameter whose values are whole. */
  static int whole(Parameters parameters, ParameterSpec spec) {
    return (int) parameters.get(spec.name());
  }

  /** N·d. */
  static long entries(Parameters parameters) {
    return (long) whole(parameters, ROWS) * whole(parameters, COLUMNS);
  }
}
