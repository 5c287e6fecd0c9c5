package org.diaflow.frontend.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.AfterNavigationObserver;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.shell.Background;
import org.diaflow.frontend.shell.ErrorBanner;
import org.diaflow.frontend.shell.Panel;

/** A page that states an experiment, as a form and as a document that follow each other. */
public abstract class StatementPage extends Div implements AfterNavigationObserver {

  private static final long serialVersionUID = 1L;

  private final transient LabClient lab;
  private final ErrorBanner trouble = new ErrorBanner();
  private final TextArea json = new TextArea();
  private final Span explanation = new Span();
  private final Button run = new Button("Run");
  private final Div presets = new Div();
  private transient ExperimentDocument document;
  private boolean filling;

  /** A page that submits to {@code lab} and begins with {@code document}. */
  protected StatementPage(LabClient lab, ExperimentDocument document) {
    this.lab = lab;
    this.document = document;
    addClassNames("df-page", "df-stack");
    run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    run.setDisableOnClick(true);
    run.addClickListener(click -> submit(UI.getCurrent()));
    run.getElement().setAttribute("data-testid", "run");
    explanation.addClassName("df-explanation");
    explanation.getElement().setAttribute("data-testid", "estimate").setAttribute("role", "status");
    presets.addClassName("df-presets");
    json.setAriaLabel("Experiment document");
    json.addClassName("df-json");
    json.setManualValidation(true);
    json.setValueChangeMode(ValueChangeMode.LAZY);
    json.addValueChangeListener(change -> textChanged());
  }

  /** Lays the page out around {@code form}; {@code about} tells of the document beside it. */
  protected final void layOut(String heading, Component form, String about) {
    var actions = new Div(explanation, run);
    actions.addClassName("df-actions");
    var head = new Div(new H1(heading), actions);
    head.addClassName("df-page-head");
    var text = new Panel("Document", json);
    text.explain(about);
    var both = new Div(new Panel("Form", form), text);
    both.addClassName("df-halves");
    add(head, presets, trouble, both);
  }

  /** Fills the form; throws as {@link LabJson#readDocument} does where it cannot. */
  protected abstract void showForm(ExperimentDocument stated);

  /** What to say beside the button of a document that can be run. */
  protected abstract String remark(ExperimentDocument stated);

  /** What to say beside the button where the text cannot be run. */
  protected abstract String remedy();

  /** What a document of this page cannot do without. */
  protected abstract String needs();

  /** Address of the page of a submitted experiment, up to its id. */
  protected abstract String destination();

  /** Tells why the backend refused the document. */
  protected abstract void refused(BackendException failure);

  /** What is stated now. */
  protected final ExperimentDocument document() {
    return document;
  }

  /** Where failures are told. */
  protected final ErrorBanner trouble() {
    return trouble;
  }

  /** Offers a preset under {@code address}. */
  protected final Anchor offer(String address, String title, String id, boolean chosen) {
    var link = new Anchor(address, title);
    link.addClassName("df-button");
    link.getElement().setAttribute("data-testid", "preset").setAttribute("data-id", id);
    if (chosen) {
      link.getElement().setAttribute("aria-current", "true");
    }
    presets.add(link);
    return link;
  }

  /** Takes all presets away. */
  protected final void clearPresets() {
    presets.removeAll();
  }

  /** Shows {@code stated} in form and text. */
  protected final void show(ExperimentDocument stated) {
    showForm(stated);
    stated(stated);
  }

  /** Takes {@code stated} from the form and shows it in the text. */
  protected final void stated(ExperimentDocument stated) {
    document = stated;
    filling = true;
    json.setValue(LabJson.write(document));
    filling = false;
    accept();
  }

  /** Shows the document of the experiment {@code id}. */
  protected final void cloneFrom(UI ui, String id) {
    Background.run(
        ui,
        () -> lab.experiment(id).document(),
        this::show,
        failure -> trouble.show(failure, () -> cloneFrom(ui, id)));
  }

  /** Says in {@code sentence} why this cannot be run. */
  protected final void refuse(String sentence) {
    explanation.setText(sentence);
    run.setEnabled(false);
  }

  /** Renews the remark on what is stated, for when something it depends on has changed. */
  protected final void updateRemark() {
    if (run.isEnabled()) {
      explanation.setText(remark(document));
    }
  }

  private void textChanged() {
    if (filling) {
      return;
    }
    try {
      document = LabJson.readDocument(json.getValue());
      showForm(document);
      accept();
    } catch (IllegalArgumentException e) {
      refuseText(String.valueOf(e.getMessage()));
    } catch (NullPointerException e) {
      refuseText(needs());
    }
  }

  private void refuseText(String sentence) {
    json.setErrorMessage(sentence);
    json.setInvalid(true);
    refuse(remedy());
  }

  private void accept() {
    trouble.clear();
    json.setInvalid(false);
    explanation.setText(remark(document));
    run.setEnabled(true);
  }

  private void submit(UI ui) {
    trouble.clear();
    ExperimentDocument submitted = document;
    Background.run(
        ui,
        () -> lab.submit(submitted).id(),
        id -> ui.navigate(destination() + id),
        failure -> {
          run.setEnabled(true);
          refused(failure);
        });
  }
}
