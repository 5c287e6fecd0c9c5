package org.diaflow.frontend.compare.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.diaflow.frontend.client.LabJson;
import org.diaflow.frontend.problem.model.ProblemForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The form and the document say the same. */
final class ComparisonFormTest {

  private static final ProblemSpec PROBLEM =
      java.util.Objects.requireNonNull(ComparisonPreset.GAUSSIAN.document().problem());

  @ParameterizedTest
  @EnumSource(ComparisonPreset.class)
  void presetsSurviveTheFormAndTheText(ComparisonPreset preset) {
    ExperimentDocument stated = preset.document();
    assertEquals(stated, LabJson.readDocument(LabJson.write(stated)));
    ExperimentDocument again = ComparisonForm.of(stated).document(stated.problem());
    assertEquals(stated.problem(), again.problem());
    assertEquals(stated.seeds(), again.seeds());
    assertEquals(stated.solvers(), again.solvers());
    assertEquals(stated.tolerances(), again.tolerances());
    assertEquals(stated.stop(), again.stop());
  }

  @Test
  void whatIsWrongIsASentence() {
    ComparisonForm form = ComparisonForm.of(ComparisonPreset.GAUSSIAN.document());
    assertTrue(message(with(form, List.of(), "1e-4")).contains("solver"));
    assertTrue(message(with(form, List.of("pdhg"), "1e-4 small")).contains("'small'"));
    var stored =
        new ComparisonForm(
            new ProblemForm(ProblemForm.STORED, Map.of()), 1, List.of("pdhg"), "", 30);
    assertTrue(message(stored).contains("id: Needed"));
  }

  @Test
  void noTolerancesMeansEachSolversOwn() {
    ComparisonForm form = ComparisonForm.of(ComparisonPreset.GAUSSIAN.document());
    assertNull(with(form, List.of("pdhg"), " ").document(PROBLEM).tolerances());
    assertEquals(
        List.of(1e-3, 1e-6),
        with(form, List.of("pdhg"), "1e-3;1e-6").document(PROBLEM).tolerances());
  }

  private static String message(ComparisonForm form) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> form.document(PROBLEM)).getMessage());
  }

  private static ComparisonForm with(ComparisonForm form, List<String> solvers, String tolerances) {
    return new ComparisonForm(form.problem(), form.problems(), solvers, tolerances, form.seconds());
  }
}
