package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.inject.Inject;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Panel;
import org.diaflow.frontend.shell.Trouble;

/** States a new experiment, as a form and as a document that follow each other. */
@Route(value = "new", layout = MainLayout.class)
@PageTitle("New experiment · Diaflow")
public final class NewExperimentPage extends Div implements AfterNavigationObserver {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final Trouble trouble = new Trouble();
  private final ExperimentFields fields = new ExperimentFields(this::formChanged);
  private final TextArea json = new TextArea();
  private final Span estimate = new Span();
  private final Button run = new Button("Run");
  private final Div presets = new Div();
  private transient ExperimentDocument document = Preset.TIGHTNESS.document();
  private boolean filling;

  /** A page that submits to {@code lab}. */
  @Inject
  public NewExperimentPage(LabClient lab) {
    this.lab = lab;
    addClassNames("df-page", "df-stack");
    run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    run.setDisableOnClick(true);
    run.addClickListener(click -> submit(UI.getCurrent()));
    run.getElement().setAttribute("data-testid", "run");
    estimate.addClassName("df-explanation");
    estimate.getElement().setAttribute("data-testid", "estimate").setAttribute("role", "status");
    var actions = new Div(estimate, run);
    actions.addClassName("df-actions");
    var head = new Div(new H1("New experiment"), actions);
    head.addClassName("df-page-head");
    presets.addClassName("df-presets");
    json.setAriaLabel("Experiment document");
    json.addClassName("df-json");
    json.setManualValidation(true);
    json.setValueChangeMode(ValueChangeMode.LAZY);
    json.addValueChangeListener(change -> textChanged());
    var text = new Panel("Document", json);
    text.explain("the same as JSON, as POST /api/experiments takes it");
    var both = new Div(new Panel("Form", fields), text);
    both.addClassName("df-halves");
    add(head, presets, trouble, both);
  }

  @Override
  public void afterNavigation(AfterNavigationEvent event) {
    UI ui = UI.getCurrent();
    QueryParameters parameters = event.getLocation().getQueryParameters();
    String preset = parameters.getSingleParameter("preset").orElse("");
    showPresets(preset);
    trouble.clear();
    parameters.getSingleParameter("clone").ifPresent(id -> cloneFrom(ui, id));
    parameters
        .getSingleParameter("problem")
        .ifPresentOrElse(
            id -> show(withProblem(id)),
            () -> show(Preset.of(preset).orElse(Preset.TIGHTNESS).document()));
    loadPlugins(ui);
  }

  private void loadPlugins(UI ui) {
    Background.run(
        ui, lab::plugins, fields::offer, failure -> trouble.tell(failure, () -> loadPlugins(ui)));
  }

  private void cloneFrom(UI ui, String id) {
    Background.run(
        ui,
        () -> lab.experiment(id).document(),
        this::show,
        failure -> trouble.tell(failure, () -> cloneFrom(ui, id)));
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
    presets.removeAll();
    for (Preset preset : Preset.values()) {
      var link = new Anchor("new?preset=" + preset.id(), preset.title());
      link.addClassName("df-button");
      link.getElement()
          .setAttribute("title", preset.explanation())
          .setAttribute("data-testid", "preset")
          .setAttribute("data-id", preset.id());
      if (preset.id().equals(chosen)) {
        link.getElement().setAttribute("aria-current", "true");
      }
      presets.add(link);
    }
  }

  private void show(ExperimentDocument stated) {
    document = stated;
    fields.show(DocumentForm.show(stated));
    showText();
    accept();
  }

  private void formChanged() {
    trouble.clear();
    DocumentForm.Reading reading = DocumentForm.read(fields.values(), document);
    fields.show(reading.errors());
    if (reading.document() == null) {
      refuse();
      return;
    }
    document = reading.document();
    showText();
    accept();
  }

  private void textChanged() {
    if (filling) {
      return;
    }
    try {
      document = LabJson.readDocument(json.getValue());
      fields.show(DocumentForm.show(document));
      accept();
    } catch (IllegalArgumentException e) {
      json.setErrorMessage(e.getMessage());
      json.setInvalid(true);
      refuse();
    } catch (NullPointerException e) {
      json.setErrorMessage("The document needs kind, problem, depths and alphas.");
      json.setInvalid(true);
      refuse();
    }
  }

  private void showText() {
    filling = true;
    json.setValue(LabJson.write(document));
    filling = false;
  }

  private void accept() {
    trouble.clear();
    json.setInvalid(false);
    estimate.setText(DocumentForm.estimate(document));
    run.setEnabled(true);
  }

  private void refuse() {
    estimate.setText("Correct what is marked to run this.");
    run.setEnabled(false);
  }

  private void submit(UI ui) {
    trouble.clear();
    ExperimentDocument stated = document;
    Background.run(
        ui,
        () -> lab.submit(stated).id(),
        id -> ui.navigate("experiments/" + id),
        failure -> {
          run.setEnabled(true);
          tell(failure);
        });
  }

  private void tell(BackendException failure) {
    trouble.tell(failure.sentence(), fields.show(failure.errors()));
  }
}
