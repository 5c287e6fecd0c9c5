package org.diaflow.engine.plan;

import java.util.List;
import java.util.Objects;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.jspecify.annotations.Nullable;

/**
 * A grid of flows: every combination of seed, depth, scale and engine.
 *
 * @param seeds seeds, one problem each
 * @param depths depths D
 * @param alphas scales α
 * @param initialization shape of the start over the coordinates, or null for the uniform one
 * @param engines what computes each (seed, D, α)
 */
public record FlowGrid(
    List<Long> seeds,
    List<Double> depths,
    List<Double> alphas,
    @Nullable Initialization initialization,
    List<EngineChoice> engines)
    implements Plan {

  /** Copies the lists. */
  public FlowGrid {
    seeds = List.copyOf(seeds);
    depths = List.copyOf(depths);
    alphas = List.copyOf(alphas);
    engines = List.copyOf(engines);
  }

  @Override
  public long size() {
    return (long) seeds.size() * depths.size() * alphas.size() * engines.size();
  }

  /** Seeds outermost, then scales, depths and engines: curves of all depths grow together. */
  @Override
  public FlowCell cell(int index) {
    Objects.checkIndex(index, size());
    int rest = index;
    EngineChoice engine = engines.get(rest % engines.size());
    rest /= engines.size();
    double depth = depths.get(rest % depths.size());
    rest /= depths.size();
    double alpha = alphas.get(rest % alphas.size());
    rest /= alphas.size();
    var network = new DiagonalNetwork(depth, alpha, initialization);
    return new FlowCell(index, network, seeds.get(rest), engine);
  }
}
