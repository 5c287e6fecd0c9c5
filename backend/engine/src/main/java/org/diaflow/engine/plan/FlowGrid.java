package org.diaflow.engine.plan;

import java.util.List;
import java.util.Objects;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.jspecify.annotations.Nullable;

/**
 * A grid of flows: every combination of problem, depth, scale and engine.
 *
 * @param problems the problems
 * @param depths depths D
 * @param alphas scales α
 * @param initialization shape of the start over the coordinates, or null for the uniform one
 * @param engines what computes each of them
 */
public record FlowGrid(
    ProblemGrid problems,
    List<Double> depths,
    List<Double> alphas,
    @Nullable Initialization initialization,
    List<EngineChoice> engines)
    implements Plan {

  /** Copies the lists. */
  public FlowGrid {
    depths = List.copyOf(depths);
    alphas = List.copyOf(alphas);
    engines = List.copyOf(engines);
  }

  /** Scales, then depths and engines: curves of all depths grow together. */
  @Override
  public List<PlanAxis> cellAxes() {
    return List.of(
        new PlanAxis(PlanAxis.ALPHA, alphas),
        new PlanAxis(PlanAxis.DEPTH, depths),
        new PlanAxis(PlanAxis.ENGINE, engines.stream().map(EngineChoice::id).toList()));
  }

  @Override
  public List<Plugin> plugins() {
    return engines.stream()
        .map(EngineChoice::integrator)
        .filter(Objects::nonNull)
        .map(integrator -> new Plugin(integrator.descriptor(), integrator))
        .toList();
  }

  /** The paths of all depths go along the same scales; flows help nobody. */
  @Override
  public int path() {
    return plugins().isEmpty()
        ? ScalePath.length(alphas) * depths.size() * engines.size()
        : Plan.super.path();
  }

  @Override
  public FlowCell cell(int index) {
    int rest = index;
    EngineChoice engine = engines.get(rest % engines.size());
    rest /= engines.size();
    double depth = depths.get(rest % depths.size());
    rest /= depths.size();
    int position = rest % alphas.size();
    rest /= alphas.size();
    var network = new DiagonalNetwork(depth, alphas.get(position), initialization);
    List<Double> before = ScalePath.before(alphas, position);
    return new FlowCell(index, network, problems.point(rest), engine, before);
  }
}
