package org.diaflow.frontend.problem.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.diaflow.api.Axis;
import org.diaflow.frontend.number.Numbers;

/**
 * The text by which a form states the values of a parameter: {@code 0.1}, {@code 0, 0.03, 0.1},
 * {@code 0.1 to 0.9, 9 points} or {@code 1e-3 to 1, 4 per decade}.
 */
public final class AxisText {

  private AxisText() {}

  /** The text of {@code axis}. */
  public static String of(Axis axis) {
    if (axis.range() != null) {
      Axis.Range range = axis.range();
      String spacing =
          range.points() != null
              ? range.points() + " points"
              : range.pointsPerDecade() + " per decade";
      return "%s to %s, %s"
          .formatted(Numbers.exact(range.from()), Numbers.exact(range.to()), spacing);
    }
    return axis.expand().stream().map(Numbers::exact).collect(Collectors.joining(", "));
  }

  /**
   * The values that {@code text}, which is not blank, states.
   *
   * @throws IllegalArgumentException with a sentence on what is wrong
   */
  public static Axis parse(String text) {
    String stripped = text.strip();
    if (stripped.contains(" to ")) {
      return range(stripped);
    }
    List<String> pieces =
        Arrays.stream(stripped.split("[,;\\s]+")).filter(piece -> !piece.isEmpty()).toList();
    double[] values = pieces.stream().mapToDouble(AxisText::number).toArray();
    return values.length == 1 ? Axis.of(values[0]) : Axis.list(values);
  }

  private static Axis range(String text) {
    String[] parts = text.split(" to |,", -1);
    String spacing = parts.length == 3 ? parts[2].strip() : "";
    String count = spacing.replaceFirst(" (points|per decade)$", "");
    if (count.equals(spacing) || !count.matches("\\d{1,6}")) {
      throw new IllegalArgumentException(
          "“%s” is no range; write e.g. 0.1 to 0.9, 9 points or 1e-3 to 1, 4 per decade."
              .formatted(text));
    }
    double from = number(parts[0].strip());
    double to = number(parts[1].strip());
    return spacing.endsWith("points")
        ? Axis.linear(from, to, Integer.parseInt(count))
        : Axis.logarithmic(from, to, Integer.parseInt(count));
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, like a number that is not finite
    }
    throw new IllegalArgumentException("“%s” is not a number.".formatted(Objects.toString(text)));
  }
}
