package org.diaflow.service.experiment.work;

import java.util.List;
import org.diaflow.api.CellState;
import org.diaflow.api.CellView;
import org.diaflow.engine.plan.Cell;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.experiment.store.StoredCell;
import org.diaflow.service.experiment.store.StoredSeed;

/**
 * An experiment as this process knows it.
 *
 * @param experiment its id
 * @param definition the meaning of its document in this process
 * @param problems its problems, by position
 */
public record ExperimentContext(
    String experiment, ExperimentDefinition definition, List<StoredSeed> problems) {

  /** The problem of {@code cell}. */
  StoredSeed problem(Cell cell) {
    return problems.get(cell.problem().position());
  }

  /** What clients see of a cell that has ended. */
  public CellView view(StoredCell cell) {
    return cell.view(definition.plan().cell(cell.index).problem(), definition.measures());
  }

  /** What clients see of the cell at {@code index}, which has not ended. */
  public CellView pending(int index, CellState state) {
    Cell cell = definition.plan().cell(index);
    return StoredCell.pendingView(cell, problem(cell).problem, state);
  }
}
