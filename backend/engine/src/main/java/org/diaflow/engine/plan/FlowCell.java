package org.diaflow.engine.plan;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.jspecify.annotations.Nullable;

/**
 * A cell that is one gradient flow, or the exact limit of one.
 *
 * @param index position in the experiment, from 0
 * @param network depth and scale
 * @param problem the problem
 * @param engine what computes it
 * @param before the scales that come before on the path along which exact limits are computed, in
 *     order; see {@link ScalePath}
 */
public record FlowCell(
    int index,
    DiagonalNetwork network,
    ProblemPoint problem,
    EngineChoice engine,
    List<Double> before)
    implements Cell {

  /** A cell on no path. */
  public FlowCell(int index, DiagonalNetwork network, ProblemPoint problem, EngineChoice engine) {
    this(index, network, problem, engine, List.of());
  }

  @Override
  public String engineId() {
    return engine.id();
  }

  @Override
  public double depth() {
    return network.depth();
  }

  @Override
  public double alpha() {
    return network.scale();
  }

  @Override
  public List<Object> determinants() {
    return List.of(
        network.depth(),
        network.scale(),
        start(network.initialization()),
        engine.id(),
        new TreeMap<>(engine.parameters().values()),
        engine.integrator() == null ? before : List.of());
  }

  private static String start(@Nullable Initialization shape) {
    return shape == null
        ? ""
        : Arrays.toString(shape.positive()) + Arrays.toString(shape.negative());
  }

  @Override
  public @Nullable Object plugin() {
    return engine.integrator();
  }
}
