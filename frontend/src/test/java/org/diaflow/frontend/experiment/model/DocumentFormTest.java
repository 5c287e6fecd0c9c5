package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.Axis;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.InitializationSpec;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.SolverSpec;
import org.diaflow.api.StopSpec;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.fake.FakeKinds;
import org.diaflow.frontend.problem.model.ProblemForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentFormTest {

  private static final Kinds KINDS = new Kinds(FakeKinds.ALL);
  private static final ExperimentDocument WITHOUT = Preset.TIGHTNESS.document();

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
            with(form, texts, new ProblemForm("non-unique", sizes)),
            Preset.NON_UNIQUE.document(),
            KINDS);
    var document = Objects.requireNonNull(reading.document());
    assertEquals(
        GeneratorSpec.of("non-unique").with("columns", 15).with("rows", 6).with("sparsity", 3),
        Objects.requireNonNull(document.problem()).generator());
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
    DocumentForm.Reading reading = DocumentForm.read(wrong, Preset.GAUSSIAN.document(), KINDS);
    assertNull(reading.document());
    assertEquals(Set.of(FormField.DEPTHS, FormField.ALPHA_TO), reading.errors().keySet());
    assertEquals(Set.of("rows", "noise"), reading.problemErrors().keySet());
  }

  @Test
  void cellsAreCountedBeforehand() {
    assertEquals(
        "116 cells: 2 depths × 29 scales × 1 seed × 2 engines",
        DocumentForm.estimate(Preset.TIGHTNESS.document(), KINDS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PAPER | 4640 | 4 values of noise × 2 depths × 29 scales × 20 seeds × 1 engine",
        "TEST_ERROR | 2000 | 4 depths × 25 scales × 20 seeds × 1 engine",
        "PHASE_DIAGRAM | 5120 | 16 values of undersampling × 16 values of density × 20 seeds",
        "SADDLE_TO_SADDLE | 2 | 2 depths × 1 scale × 1 seed × 1 engine"
      })
  void everyAxisCounts(Preset preset, int cells, String factors) {
    assertEquals(
        "%,d cells: %s".formatted(cells, factors), DocumentForm.estimate(preset.document(), KINDS));
  }

  /** Lists and ranges of a parameter are stated as they are entered. */
  @Test
  void parametersMayHaveSeveralValues() {
    FormValues form = DocumentForm.show(Preset.GAUSSIAN.document());
    var problem =
        new ProblemForm(
            "gaussian", Map.of("rows", "10 to 40, 4 points", "noise", "0, 0.03, 0.1, 0.4"));
    var read = DocumentForm.read(with(form, new EnumMap<>(form.texts()), problem), WITHOUT, KINDS);
    GeneratorSpec expected =
        GeneratorSpec.of("gaussian")
            .with("noise", Axis.list(0, 0.03, 0.1, 0.4))
            .with("rows", Axis.linear(10, 40, 4));
    assertEquals(
        ProblemSpec.generated(expected), Objects.requireNonNull(read.document()).problem());
  }

  /** Certificates need no network: what the form still says of one is not sent along. */
  @Test
  void aPhaseDiagramStatesNoNetwork() {
    FormValues form = DocumentForm.show(Preset.WATCH.document());
    var changed =
        new FormValues(
            ExperimentDocument.PHASE_DIAGRAM,
            form.problem(),
            form.texts(),
            form.engines(),
            null,
            form.observables());
    var document =
        Objects.requireNonNull(
            DocumentForm.read(changed, Preset.WATCH.document(), KINDS).document());
    assertEquals(List.of(), document.depths());
    assertEquals(List.of(), document.alphas().expand());
    assertNull(document.engines());
    assertNull(document.observables());
    assertEquals("1 cell: 1 seed", DocumentForm.estimate(document, KINDS));
  }

  /** What only the document can state stays: several problems, and the measures of its kind. */
  @Test
  void severalProblemsAndMeasuresAreKept() {
    ExperimentDocument preset = Preset.GAUSSIAN.document();
    var document =
        new ExperimentDocument(
            preset.name(),
            preset.kind(),
            null,
            null,
            preset.depths(),
            preset.alphas(),
            null,
            null,
            preset.engines(),
            null,
            null,
            null,
            null,
            null,
            List.of(ProblemSpec.stored("a"), ProblemSpec.stored("b")),
            List.of("errorL1", "rho"));
    assertEquals(document, throughForm(document));
    assertEquals(
        "156 cells: 2 problems × 3 depths × 13 scales × 1 seed × 2 engines",
        DocumentForm.estimate(document, KINDS));
    FormValues form = DocumentForm.show(document);
    var other =
        new FormValues(
            ExperimentDocument.GENERALIZATION,
            form.problem(),
            form.texts(),
            form.engines(),
            null,
            Set.of());
    assertNull(
        Objects.requireNonNull(DocumentForm.read(other, document, KINDS).document()).measures());
  }

  /** The service refuses the shape of a start where there is no flow. */
  @Test
  void aPhaseDiagramHasNoStart() {
    ExperimentDocument preset = Preset.WATCH.document();
    var shaped =
        new ExperimentDocument(
            null,
            preset.kind(),
            null,
            Objects.requireNonNull(preset.problem()),
            preset.depths(),
            preset.alphas(),
            new InitializationSpec(List.of(1.0, 2.0), List.of(1.0, 0.5)),
            preset.seeds(),
            preset.engines(),
            null,
            null,
            null);
    FormValues form = DocumentForm.show(shaped);
    var changed =
        new FormValues(
            ExperimentDocument.PHASE_DIAGRAM,
            form.problem(),
            form.texts(),
            form.engines(),
            null,
            form.observables());
    assertNull(
        Objects.requireNonNull(DocumentForm.read(changed, shaped, KINDS).document())
            .initialization());
  }

  @Test
  void noFormStatesADocumentWithoutAKind() {
    ExperimentDocument document = LabJson.readDocument("{\"depths\": [2], \"alphas\": [1]}");
    assertThrows(NullPointerException.class, () -> DocumentForm.show(document));
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
    var document = Objects.requireNonNull(DocumentForm.read(changed, preset, KINDS).document());
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
            Objects.requireNonNull(preset.problem()),
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
    DocumentForm.Reading reading = DocumentForm.read(DocumentForm.show(document), document, KINDS);
    assertEquals(Map.of(), reading.errors());
    assertEquals(Map.of(), reading.problemErrors());
    return Objects.requireNonNull(reading.document());
  }
}
