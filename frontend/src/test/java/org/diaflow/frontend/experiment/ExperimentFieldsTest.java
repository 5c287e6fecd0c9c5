package org.diaflow.frontend.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.frontend.experiment.model.DocumentForm;
import org.diaflow.frontend.experiment.model.Kinds;
import org.diaflow.frontend.experiment.model.Preset;
import org.diaflow.frontend.fake.FakeKinds;
import org.junit.jupiter.api.Test;

class ExperimentFieldsTest {

  private static final String TITLE = "Robustness: minimizers of disturbed observations";

  private final List<String> changes = new ArrayList<>();
  private final ExperimentFields fields = new ExperimentFields(() -> changes.add("change"));

  /** A new class in the service is all that a new kind needs. */
  @Test
  void aKindThatTheDashboardHasNeverHeardOfIsInTheForm() {
    var listed = new ArrayList<>(FakeKinds.ALL);
    listed.add(FakeKinds.kind("robustness", TITLE, List.of()));
    fields.show(DocumentForm.show(Preset.TIGHTNESS.document()));
    fields.offerKinds(new Kinds(listed));
    assertTrue(titles().contains(TITLE));
    assertFalse(titles().contains("Comparison of ℓ¹ solvers"));
    assertEquals(ExperimentDocument.ERROR_VS_SCALE, kind().getValue());
    assertTrue(shown("field-depths"));
    assertEquals(List.of(), changes); // of the user

    kind().setValue("robustness");
    assertEquals(List.of("change"), changes);
    assertTrue(shown("field-name"));
    for (String hidden : List.of("depths", "alphas", "observables", "stop.seconds")) {
      assertFalse(shown("field-" + hidden), hidden);
    }
    assertEquals(
        List.of("Experiment", "Problem", "Computation"),
        fields.getChildren().filter(Component::isVisible).map(ExperimentFieldsTest::head).toList());
    assertEquals("robustness", fields.values().kind());
  }

  /** Before the backend answers, and when it does not, the form takes everything. */
  @Test
  void aKindThatIsNotListedIsShownByItsName() {
    fields.show(DocumentForm.show(Preset.PHASE_DIAGRAM.document()));
    assertTrue(titles().contains("phase-diagram"));
    assertTrue(shown("field-depths"));
    fields.offerKinds(new Kinds(FakeKinds.ALL));
    assertEquals(ExperimentDocument.PHASE_DIAGRAM, kind().getValue());
    assertEquals(5, titles().size());
    assertFalse(shown("field-depths"));
  }

  private List<String> titles() {
    Select<String> kind = kind();
    return kind.getListDataView().getItems().map(kind.getItemLabelGenerator()::apply).toList();
  }

  @SuppressWarnings("unchecked") // its values are names of kinds
  private Select<String> kind() {
    return (Select<String>) component(Select.class, "field-kind");
  }

  private boolean shown(String id) {
    return component(TextField.class, id).isVisible();
  }

  private <T extends Component> T component(Class<T> type, String id) {
    return all(fields)
        .filter(type::isInstance)
        .map(type::cast)
        .filter(found -> id.equals(found.getElement().getAttribute("data-testid")))
        .findFirst()
        .orElseGet(() -> fail("There is no " + id));
  }

  private static String head(Component part) {
    return part.getChildren().findFirst().orElseThrow().getElement().getText();
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(ExperimentFieldsTest::all));
  }
}
