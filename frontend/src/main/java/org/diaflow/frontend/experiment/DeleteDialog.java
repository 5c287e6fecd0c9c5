package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.frontend.number.Numbers;

/** Asks before an experiment is deleted. */
final class DeleteDialog extends ConfirmDialog {

  private static final long serialVersionUID = 1L;

  DeleteDialog(ExperimentSummary experiment, Runnable delete) {
    super(
        "Delete “%s”?".formatted(experiment.name()),
        "The experiment and its %s cells are removed for good."
            .formatted(Numbers.count(experiment.progress().total())),
        "Delete",
        confirmed -> delete.run());
    setCancelable(true);
    setConfirmButtonTheme("error primary");
  }
}
