package org.diaflow.engine.plan;

import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.spi.DiagonalNetwork;

/**
 * A cell that is one gradient flow, or the exact limit of one.
 *
 * @param index position in the experiment, from 0
 * @param network depth and scale
 * @param problem the problem
 * @param engine what computes it
 */
public record FlowCell(
    int index, DiagonalNetwork network, ProblemPoint problem, EngineChoice engine) implements Cell {

  @Override
  public String engineId() {
    return engine.id();
  }
}
