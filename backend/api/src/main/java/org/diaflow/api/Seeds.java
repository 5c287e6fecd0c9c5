package org.diaflow.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the seeds of a document: a list of whole numbers, {@code [1, 2, 5]}, or a text of numbers
 * and ranges, {@code "1-20, 25"}.
 */
public final class Seeds extends JsonDeserializer<List<Long>> {

  private static final int MOST = 1_000_000;

  private static final Pattern PIECE = Pattern.compile("(-?\\d+)(?:\\s*-\\s*(-?\\d+))?");

  private static final String REMEDY = "Give whole numbers and ranges, e.g. \"1-20, 25\".";

  /**
   * The seeds that {@code text} names, in the order given.
   *
   * @throws IllegalArgumentException for anything but whole numbers and ranges of them separated by
   *     commas, and for more than {@value #MOST} seeds
   */
  public static List<Long> parse(String text) {
    var seeds = new ArrayList<Long>();
    for (String piece : text.split(",", -1)) {
      Matcher matcher = PIECE.matcher(piece.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "“%s” names no seeds. %s".formatted(piece.strip(), REMEDY));
      }
      long first = number(matcher.group(1));
      long last = matcher.group(2) == null ? first : number(matcher.group(2));
      long more = last - first;
      if (last < first || more < 0 || more >= MOST - seeds.size()) {
        throw new IllegalArgumentException(
            "“%s” does not go up, or there are more than %d seeds. %s"
                .formatted(piece.strip(), MOST, REMEDY));
      }
      for (long k = 0; k <= more; k++) {
        seeds.add(first + k);
      }
    }
    return seeds;
  }

  /** The shortest text that names {@code seeds} in their order. */
  public static String text(List<Long> seeds) {
    var pieces = new ArrayList<String>();
    for (int from = 0, to; from < seeds.size(); from = to) {
      to = from + 1;
      while (to < seeds.size() && seeds.get(to) == seeds.get(to - 1) + 1) {
        to++;
      }
      long first = seeds.get(from);
      pieces.add(to - from < 3 ? String.valueOf(first) : first + "-" + seeds.get(to - 1));
      to = to - from < 3 ? from + 1 : to;
    }
    return String.join(", ", pieces);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("%s is beyond 2^63. %s".formatted(text, REMEDY), e);
    }
  }

  @Override
  public List<Long> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JavaType list = context.getTypeFactory().constructCollectionType(ArrayList.class, Long.class);
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return context.readValue(parser, list);
    }
    try {
      return parse(parser.getText());
    } catch (IllegalArgumentException e) {
      throw ValueInstantiationException.from(parser, String.valueOf(e.getMessage()), list, e);
    }
  }
}
