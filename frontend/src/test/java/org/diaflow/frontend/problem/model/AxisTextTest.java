package org.diaflow.frontend.problem.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Stream;
import org.diaflow.api.Axis;
import org.diaflow.api.GeneratorSpec;
import org.diaflow.api.ProblemSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of a parameter survive the way into a text and back. */
final class AxisTextTest {

  static Stream<Axis> axes() {
    return Stream.of(
        Axis.of(0.1),
        Axis.of(50),
        Axis.of(1e-300),
        Axis.list(0, 0.03, 0.1, 0.4),
        Axis.linear(0.05, 0.95, 16),
        Axis.logarithmic(1e-3, 1, 4));
  }

  @ParameterizedTest
  @MethodSource("axes")
  void textsSayAllThereIs(Axis axis) {
    assertEquals(axis, AxisText.parse(AxisText.of(axis)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"many", "1e400", "0, x", "1 to 2", "1 to 2, some points", "a to 2, 3 points"})
  void whatIsWrongIsASentence(String text) {
    var refused = assertThrows(IllegalArgumentException.class, () -> AxisText.parse(text));
    assertTrue(String.valueOf(refused.getMessage()).endsWith("."), text);
  }

  /** A number written in another way than the form does is kept as long as nobody touches it. */
  @Test
  void unchangedValuesAreKept() {
    var one = new Axis(null, java.util.List.of(0.5), null);
    ProblemSpec problem =
        ProblemSpec.generated(GeneratorSpec.of("sample").with("h", one).with("a", 1));
    assertEquals(problem, ProblemForm.of(problem).read(problem).problem());
    var changed = new ProblemForm("sample", Map.of("h", "0.25", "a", "1"));
    assertEquals(
        ProblemSpec.generated(GeneratorSpec.of("sample").with("h", 0.25).with("a", 1)),
        changed.read(problem).problem());
  }
}
