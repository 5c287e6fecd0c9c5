package org.diaflow.frontend.experiment.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.diaflow.api.Seeds;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the texts of a form as numbers, which notes what is wrong. After an error the value
 * returned is a stand-in; look at {@link #errors} before using any. Ranges are the backend's to
 * judge, with two exceptions: what would hang or break the page is refused here.
 */
final class FieldReader {

  private static final double SMALLEST_SCALE = 1e-300;
  private static final double LARGEST_SCALE = 1e300;

  private final FormValues form;
  private final Map<FormField, String> errors = new EnumMap<>(FormField.class);

  FieldReader(FormValues form) {
    this.form = form;
  }

  Map<FormField, String> errors() {
    return errors;
  }

  @Nullable String text(FormField field) {
    String text = form.text(field);
    return text.isEmpty() ? null : text;
  }

  String required(FormField field) {
    String text = form.text(field);
    if (text.isEmpty()) {
      errors.put(field, "Needed.");
    }
    return text;
  }

  double number(FormField field) {
    String text = required(field);
    return text.isEmpty() ? 0 : parse(field, text);
  }

  @Nullable Double optionalNumber(FormField field) {
    String text = form.text(field);
    return text.isEmpty() ? null : Double.valueOf(parse(field, text));
  }

  double scale(FormField field) {
    double scale = number(field);
    if (!errors.containsKey(field) && (scale < SMALLEST_SCALE || scale > LARGEST_SCALE)) {
      errors.put(field, "Give a scale from 1e-300 to 1e300.");
    }
    return scale;
  }

  int count(FormField field) {
    double value = number(field);
    if (!errors.containsKey(field)
        && (value != Math.rint(value) || value < 1 || value > Integer.MAX_VALUE)) {
      errors.put(field, "Give a whole number from 1.");
    }
    return (int) value;
  }

  List<Double> numbers(FormField field) {
    if (required(field).isEmpty()) {
      return List.of();
    }
    return pieces(field).stream().map(piece -> parse(field, piece)).toList();
  }

  /** Seeds and ranges of seeds, none if the field is empty. */
  List<Long> seeds(FormField field) {
    try {
      return form.text(field).isEmpty() ? List.of() : Seeds.parse(form.text(field));
    } catch (IllegalArgumentException e) {
      errors.put(field, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  @Nullable List<String> words(FormField field) {
    List<String> words =
        Arrays.stream(form.text(field).split(","))
            .map(String::strip)
            .filter(w -> !w.isEmpty())
            .toList();
    return words.isEmpty() ? null : words;
  }

  private List<String> pieces(FormField field) {
    return Arrays.stream(form.text(field).split("[,;\\s]+")).filter(p -> !p.isEmpty()).toList();
  }

  private double parse(FormField field, String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // told below, like a number that is not finite
    }
    errors.put(field, "“%s” is not a number.".formatted(text));
    return 0;
  }
}
