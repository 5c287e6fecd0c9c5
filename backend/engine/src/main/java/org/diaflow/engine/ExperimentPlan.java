package org.diaflow.engine;

import java.util.ArrayList;
import java.util.List;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.jspecify.annotations.Nullable;

/**
 * The grid of an {@code error-vs-scale} experiment.
 *
 * @param seeds seeds, one problem each
 * @param depths depths D
 * @param alphas scales α
 * @param initialization shape of the start over the coordinates, or null for the uniform one
 * @param engines what computes each (seed, D, α)
 */
public record ExperimentPlan(
    List<Long> seeds,
    List<Double> depths,
    List<Double> alphas,
    @Nullable Initialization initialization,
    List<EngineChoice> engines)
    implements Plan {

  /** Copies the lists. */
  public ExperimentPlan {
    seeds = List.copyOf(seeds);
    depths = List.copyOf(depths);
    alphas = List.copyOf(alphas);
    engines = List.copyOf(engines);
  }

  @Override
  public long size() {
    return (long) seeds.size() * depths.size() * alphas.size() * engines.size();
  }

  /**
   * The cells, seeds outermost, then scales, depths and engines: curves of all depths grow
   * together.
   */
  @Override
  public List<Cell> cells() {
    var cells = new ArrayList<Cell>();
    for (long seed : seeds) {
      for (double alpha : alphas) {
        for (double depth : depths) {
          var network = new DiagonalNetwork(depth, alpha, initialization);
          for (EngineChoice engine : engines) {
            cells.add(new Cell(cells.size(), network, seed, engine));
          }
        }
      }
    }
    return cells;
  }
}
