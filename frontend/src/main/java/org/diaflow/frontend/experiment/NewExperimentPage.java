package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.experiment.model.DocumentForm;
import org.diaflow.frontend.experiment.model.Kinds;
import org.diaflow.frontend.experiment.model.Preset;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.MainLayout;

/** States a new experiment, as a form and as a document that follow each other. */
@Route(value = "new", layout = MainLayout.class)
@PageTitle("New experiment · Diaflow")
public final class NewExperimentPage extends StatementPage {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final ExperimentFields fields = new ExperimentFields(this::formChanged);
  private transient Kinds kinds = Kinds.NONE;
  private boolean misread;

  /** A page that submits to {@code lab}. */
  @Inject
  public NewExperimentPage(LabClient lab) {
    super(lab, Preset.TIGHTNESS.document());
    this.lab = lab;
    layOut("New experiment", fields, "the same as JSON, as POST /api/experiments takes it");
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    UI ui = UI.getCurrent();
    QueryParameters parameters = event.getLocation().getQueryParameters();
    String preset = parameters.getSingleParameter("preset").orElse("");
    showPresets(preset);
    trouble().clear();
    parameters.getSingleParameter("clone").ifPresent(id -> cloneFrom(ui, id));
    parameters
        .getSingleParameter("problem")
        .ifPresentOrElse(
            id -> show(withProblem(id)),
            () -> show(Preset.of(preset).orElse(Preset.TIGHTNESS).document()));
    load(ui);
  }

  private void load(UI ui) {
    Background.run(
        ui,
        () -> new Kinds(lab.kinds()),
        this::offer,
        failure -> trouble().show(failure, () -> load(ui)));
    Background.run(
        ui, lab::plugins, fields::offer, failure -> trouble().show(failure, () -> load(ui)));
    Background.run(
        ui,
        lab::problems,
        fields::offerProblems,
        failure -> trouble().show(failure, () -> load(ui)));
  }

  /** Offers {@code offered}; what was said of the form before may depend on the kinds. */
  private void offer(Kinds offered) {
    kinds = offered;
    fields.offerKinds(offered);
    if (misread) {
      formChanged();
    } else {
      updateRemark();
    }
  }

  private static ExperimentDocument withProblem(String id) {
    ExperimentDocument preset = Preset.TIGHTNESS.document();
    return new ExperimentDocument(
        "Error against scale",
        preset.kind(),
        null,
        ProblemSpec.stored(id),
        preset.depths(),
        AlphaGrid.range(1, 1e-6, 4),
        null,
        null,
        preset.engines(),
        null,
        null,
        null);
  }

  private void showPresets(String chosen) {
    clearPresets();
    for (Preset preset : Preset.values()) {
      offer("new?preset=" + preset.id(), preset.title(), preset.id(), preset.id().equals(chosen))
          .setTitle(preset.explanation());
    }
  }

  private void formChanged() {
    trouble().clear();
    DocumentForm.Reading reading = DocumentForm.read(fields.values(), document(), kinds);
    fields.show(reading);
    misread = reading.document() == null;
    if (reading.document() == null) {
      refuse(remedy());
      return;
    }
    stated(reading.document());
  }

  @Override
  protected void showForm(ExperimentDocument stated) {
    misread = false;
    fields.show(DocumentForm.show(stated));
  }

  @Override
  protected String remark(ExperimentDocument stated) {
    try {
      return DocumentForm.estimate(stated, kinds);
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage()); // a range too fine to be counted
    }
  }

  @Override
  protected String remedy() {
    return "Correct what is marked to run this.";
  }

  @Override
  protected String needs() {
    return "The document needs kind and problem, and for networks depths and alphas.";
  }

  @Override
  protected String destination() {
    return "experiments/";
  }

  @Override
  protected void refused(BackendException failure) {
    trouble().show(failure.sentence(), fields.show(failure.errors()));
  }
}
