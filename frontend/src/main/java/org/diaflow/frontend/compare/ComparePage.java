package org.diaflow.frontend.compare;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import java.util.Objects;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.compare.model.ComparisonForm;
import org.diaflow.frontend.compare.model.ComparisonPreset;
import org.diaflow.frontend.experiment.StatementPage;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.MainLayout;

/** States a comparison of ℓ¹ solvers, as a form and as a document that follow each other. */
@Route(value = "compare", layout = MainLayout.class)
@PageTitle("Compare solvers · Diaflow")
public final class ComparePage extends StatementPage {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final ComparisonFields fields = new ComparisonFields(this::formChanged);

  /** A page that submits to {@code lab}. */
  @Inject
  public ComparePage(LabClient lab) {
    super(lab, ComparisonPreset.HIGH_DYNAMIC_RANGE.document());
    this.lab = lab;
    layOut("Compare ℓ¹ solvers", fields, "the same as JSON; parameters of solvers are stated here");
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    UI ui = UI.getCurrent();
    QueryParameters parameters = event.getLocation().getQueryParameters();
    String preset = parameters.getSingleParameter("preset").orElse("");
    showPresets(preset);
    trouble().clear();
    ExperimentDocument stated =
        ComparisonPreset.of(preset).orElse(ComparisonPreset.HIGH_DYNAMIC_RANGE).document();
    parameters
        .getSingleParameter("problem")
        .ifPresentOrElse(id -> show(onProblem(stated, id)), () -> show(stated));
    parameters.getSingleParameter("clone").ifPresent(id -> cloneFrom(ui, id));
    load(ui);
  }

  private static ExperimentDocument onProblem(ExperimentDocument stated, String id) {
    return ExperimentDocument.comparison(
        "Solvers on a stored problem",
        ProblemSpec.stored(id),
        null,
        Objects.requireNonNull(stated.solvers()),
        stated.tolerances(),
        stated.stop());
  }

  private void load(UI ui) {
    Background.run(
        ui, lab::plugins, fields::offerPlugins, failure -> trouble().show(failure, () -> load(ui)));
    Background.run(
        ui,
        lab::problems,
        fields::offerProblems,
        failure -> trouble().show(failure, () -> load(ui)));
  }

  private void showPresets(String chosen) {
    clearPresets();
    for (ComparisonPreset preset : ComparisonPreset.values()) {
      offer(
          "compare?preset=" + preset.id(), preset.title(), preset.id(), preset.id().equals(chosen));
    }
  }

  private void formChanged() {
    try {
      stated(fields.form().document(document().problem()));
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  @Override
  protected void showForm(ExperimentDocument stated) {
    fields.show(ComparisonForm.of(stated));
  }

  @Override
  protected String remark(ExperimentDocument stated) {
    return "";
  }

  @Override
  protected String remedy() {
    return "Correct the document to run this.";
  }

  @Override
  protected String needs() {
    return "The document needs kind, problem and solvers.";
  }

  @Override
  protected String destination() {
    return "compare/";
  }

  @Override
  protected void refused(BackendException failure) {
    trouble().show(failure);
  }
}
