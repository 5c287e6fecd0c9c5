package org.diaflow.frontend.compare;

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
import java.util.List;
import java.util.Objects;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.PluginView;
import org.diaflow.api.ProblemSpec;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.MainLayout;
import org.diaflow.frontend.shell.Panel;
import org.diaflow.frontend.shell.Trouble;

/** States a comparison of ℓ¹ solvers, as a form and as a document that follow each other. */
@Route(value = "compare", layout = MainLayout.class)
@PageTitle("Compare solvers · Diaflow")
public final class ComparePage extends Div implements AfterNavigationObserver {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final Trouble trouble = new Trouble();
  private final ComparisonFields fields = new ComparisonFields(this::formChanged);
  private final TextArea json = new TextArea();
  private final Span explanation = new Span();
  private final Button run = new Button("Run");
  private final Div presets = new Div();
  private transient ExperimentDocument document = ComparisonPreset.HIGH_DYNAMIC_RANGE.document();
  private boolean filling;

  /** A page that submits to {@code lab}. */
  @Inject
  public ComparePage(LabClient lab) {
    this.lab = lab;
    addClassNames("df-page", "df-stack");
    run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    run.setDisableOnClick(true);
    run.addClickListener(click -> submit(UI.getCurrent()));
    run.getElement().setAttribute("data-testid", "run");
    explanation.addClassName("df-explanation");
    explanation.getElement().setAttribute("role", "status");
    var actions = new Div(explanation, run);
    actions.addClassName("df-actions");
    var head = new Div(new H1("Compare ℓ¹ solvers"), actions);
    head.addClassName("df-page-head");
    presets.addClassName("df-presets");
    json.setAriaLabel("Experiment document");
    json.addClassName("df-json");
    json.setManualValidation(true);
    json.setValueChangeMode(ValueChangeMode.LAZY);
    json.addValueChangeListener(change -> textChanged());
    var text = new Panel("Document", json);
    text.explain("the same as JSON; parameters of solvers are stated here");
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
        ui,
        lab::plugins,
        plugins -> fields.offer(solvers(plugins)),
        failure -> trouble.tell(failure, () -> load(ui)));
    Background.run(
        ui, lab::problems, fields::offerProblems, failure -> trouble.tell(failure, () -> load(ui)));
  }

  private static List<String> solvers(List<PluginView> plugins) {
    return plugins.stream()
        .filter(plugin -> "l1-solver".equals(plugin.kind()) && "loaded".equals(plugin.state()))
        .map(PluginView::id)
        .filter(Objects::nonNull)
        .toList();
  }

  private void cloneFrom(UI ui, String id) {
    Background.run(
        ui,
        () -> lab.experiment(id).document(),
        this::show,
        failure -> trouble.tell(failure, () -> cloneFrom(ui, id)));
  }

  private void showPresets(String chosen) {
    presets.removeAll();
    for (ComparisonPreset preset : ComparisonPreset.values()) {
      var link = new Anchor("compare?preset=" + preset.id(), preset.title());
      link.addClassName("df-button");
      link.getElement().setAttribute("data-testid", "preset").setAttribute("data-id", preset.id());
      if (preset.id().equals(chosen)) {
        link.getElement().setAttribute("aria-current", "true");
      }
      presets.add(link);
    }
  }

  private void show(ExperimentDocument stated) {
    document = stated;
    fields.show(ComparisonForm.of(stated));
    showText();
    accept();
  }

  private void formChanged() {
    try {
      document = fields.form().document();
      showText();
      accept();
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()));
    }
  }

  private void textChanged() {
    if (filling) {
      return;
    }
    try {
      document = LabJson.readDocument(json.getValue());
      fields.show(ComparisonForm.of(document));
      accept();
    } catch (IllegalArgumentException e) {
      refuseText(String.valueOf(e.getMessage()));
    } catch (NullPointerException e) {
      refuseText("The document needs kind, problem and solvers.");
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
    explanation.setText("");
    run.setEnabled(true);
  }

  private void refuseText(String sentence) {
    json.setErrorMessage(sentence);
    json.setInvalid(true);
    refuse("Correct the document to run this.");
  }

  private void refuse(String sentence) {
    explanation.setText(sentence);
    run.setEnabled(false);
  }

  private void submit(UI ui) {
    trouble.clear();
    ExperimentDocument stated = document;
    Background.run(
        ui,
        () -> lab.submit(stated).id(),
        id -> ui.navigate("compare/" + id),
        failure -> {
          run.setEnabled(true);
          trouble.tell(failure);
        });
  }
}
