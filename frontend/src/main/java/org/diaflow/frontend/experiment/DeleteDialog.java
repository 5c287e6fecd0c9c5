package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import org.diaflow.api.ExperimentSummary;

/** Asks before an experiment is deleted. */
final class DeleteDialog extends ConfirmDialog {

  private static final long serialVersionUID = 1L;

  DeleteDialog(ExperimentSummary experiment, Runnable delete) {
    super(
        "Delete “%s”?".formatted(experiment.name()),
        "The experiment and its %,d cells are removed for good."
            .formatted(experiment.progress().total()),
        "Delete",
        confirmed -> delete.run());
    setCancelable(true);
    setConfirmButtonTheme("error primary");
  }
}
