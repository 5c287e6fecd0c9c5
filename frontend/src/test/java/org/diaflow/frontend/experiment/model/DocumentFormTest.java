package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.InitializationSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.diaflow.frontend.problem.model.ProblemForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentFormTest {

  @ParameterizedTest
  @EnumSource(Preset.class)
  void presetsSurviveTheForm(Preset preset) {
    assertEquals(preset.document(), throughForm(preset.document()));
  }

  @Test
  void sizesMakeTheProblemWithoutAUniqueMinimizerRandom() {
    FormValues form = DocumentForm.show(Preset.NON_UNIQUE.document());
    var texts = new EnumMap<>(form.texts());
    texts.put(FormField.SEEDS, "4, 5");
    var sizes = Map.of("rows", "6", "columns", "15", "sparsity", "3");
    DocumentForm.Reading reading =
        DocumentForm.read(
            with(form, texts, new ProblemForm("non-unique", sizes)), Preset.NON_UNIQUE.document());
    var document = java.util.Objects.requireNonNull(reading.document());
    assertEquals(
        GeneratorSpec.of("non-unique").with("columns", 15).with("rows", 6).with("sparsity", 3),
        document.problem().generator());
    assertEquals(List.of(4L, 5L), document.seeds());
  }

  @Test
  void whatTheFormCannotStateIsKept() {
    var document =
        new ExperimentDocument(
            null,
            "error-vs-scale",
            List.of("a", "b"),
            new ProblemSpec(null, List.of(List.of(1.0, 0.5)), List.of(2.0), null, "mine", null),
            List.of(2.5),
            AlphaGrid.of(1e-300, 0.1, 1 / 3.0),
            new InitializationSpec(List.of(1.0, 2.0), List.of(1.0, 0.5)),
            null,
            List.of(new EngineSpec("flow", Map.of("tolerance", 1e-9)), EngineSpec.limit()),
            new SolverSpec("ojalgo-simplex", Map.of("scale", 2.0)),
            new StopSpec(1e-10, 5000L, null),
            List.of("loss"));
    assertEquals(document, throughForm(document));
  }

  @Test
  void everyWrongFieldIsMarked() {
    FormValues form = DocumentForm.show(Preset.GAUSSIAN.document());
    var texts = new EnumMap<>(form.texts());
    texts.put(FormField.DEPTHS, "2, deep");
    texts.put(FormField.ALPHA_TO, "1e-400");
    var problem = new ProblemForm("gaussian", Map.of("rows", "many", "noise", "0, 1e400"));
    var wrong = with(form, texts, problem);
    DocumentForm.Reading reading = DocumentForm.read(wrong, Preset.GAUSSIAN.document());
    assertNull(reading.document());
    assertEquals(Set.of(FormField.DEPTHS, FormField.ALPHA_TO), reading.errors().keySet());
    assertEquals(Set.of("rows", "noise"), reading.problemErrors().keySet());
  }

  @Test
  void cellsAreCountedBeforehand() {
    assertEquals(
        "116 cells: 2 depths × 29 scales × 1 seed × 2 engines",
        DocumentForm.estimate(Preset.TIGHTNESS.document()));
  }

  @ParameterizedTest
  @CsvSource({
    "depths[1], DEPTHS",
    "alphas[0], ALPHA_LIST",
    "alphas.to, ALPHA_TO",
    "alphas, ALPHA_LIST",
    "stop.residual, RESIDUAL",
    "tags[2], TAGS",
    "stop.horizon, HORIZON",
    "observables, COORDINATES"
  })
  void errorsOfTheBackendFindTheirField(String path, FormField field) {
    assertEquals(Optional.of(field), FormField.stating(path));
  }

  @Test
  void errorsWithoutAFieldFindNone() {
    assertEquals(Optional.empty(), FormField.stating("initialization"));
    assertEquals(Optional.empty(), FormField.stating("depthsOfHell"));
  }

  @Test
  void theFormStatesWhatIsRecordedAndWhenFlowsEnd() {
    ExperimentDocument preset = Preset.WATCH.document();
    FormValues form = DocumentForm.show(preset);
    assertEquals(Set.of("loss", "l1Norm", "distanceToLimit"), form.observables());
    var texts = new EnumMap<>(form.texts());
    texts.put(FormField.COORDINATES, "x[3],x[17]");
    texts.put(FormField.HORIZON, "12.5");
    texts.put(FormField.DISTANCE, "1e-6");
    var changed =
        new FormValues(
            "error-vs-scale", form.problem(), texts, form.engines(), null, Set.of("loss"));
    var document = java.util.Objects.requireNonNull(DocumentForm.read(changed, preset).document());
    assertEquals("error-vs-scale", document.kind());
    assertEquals(List.of("loss", "x[3]", "x[17]"), document.observables());
    assertEquals(new StopSpec(null, null, null, 12.5, 1e-6), document.stop());
    assertEquals(document, throughForm(document));
  }

  @Test
  void theOrderOfObservablesIsKept() {
    ExperimentDocument preset = Preset.WATCH.document();
    var turned =
        new ExperimentDocument(
            null,
            preset.kind(),
            null,
            preset.problem(),
            preset.depths(),
            preset.alphas(),
            null,
            preset.seeds(),
            preset.engines(),
            null,
            null,
            List.of("x[7]", "loss", "x[2]"));
    assertEquals(turned, throughForm(turned));
  }

  private static FormValues with(
      FormValues form, EnumMap<FormField, String> texts, ProblemForm problem) {
    return new FormValues(form.kind(), problem, texts, Set.of("limit"), null, form.observables());
  }

  private static ExperimentDocument throughForm(ExperimentDocument document) {
    DocumentForm.Reading reading = DocumentForm.read(DocumentForm.show(document), document);
    assertEquals(Map.of(), reading.errors());
    assertEquals(Map.of(), reading.problemErrors());
    return java.util.Objects.requireNonNull(reading.document());
  }
}
