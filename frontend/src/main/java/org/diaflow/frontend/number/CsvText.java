package org.diaflow.frontend.number;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables as CSV after RFC 4180, every number exact. */
public final class CsvText {

  private CsvText() {}

  /** One line per row below a line with the names of {@code columns}, in their order. */
  public static <T> String of(Map<String, Function<T, @Nullable Object>> columns, List<T> rows) {
    var text = new StringBuilder(String.join(",", columns.keySet())).append("\r\n");
    for (T row : rows) {
      text.append(
              columns.values().stream()
                  .map(column -> field(column.apply(row)))
                  .collect(Collectors.joining(",")))
          .append("\r\n");
    }
    return text.toString();
  }

  /** A field, quoted where it must be; empty for null. */
  public static String field(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> Numbers.exact(number);
      case String text when text.matches("(?s).*[\",\r\n].*") ->
          '"' + text.replace("\"", "\"\"") + '"';
      default -> value.toString();
    };
  }
}
