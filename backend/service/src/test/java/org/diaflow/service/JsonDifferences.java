package org.diaflow.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The differences between an old and a new answer. Everything of the old one must be in the new one
 * with an equal value, numbers to the last bit; the new one may have further fields.
 */
public final class JsonDifferences {

  private final List<String> found = new ArrayList<>();

  private JsonDifferences() {}

  /** A line for each value of {@code old} that {@code now} does not have. */
  public static List<String> between(JsonNode old, JsonNode now) {
    var differences = new JsonDifferences();
    differences.compare("", old, now);
    return differences.found;
  }

  private void compare(String path, JsonNode old, JsonNode now) {
    if (old.isObject() && now.isObject()) {
      old.properties()
          .forEach(
              field ->
                  compare(path + "/" + field.getKey(), field.getValue(), now.path(field.getKey())));
    } else if (old.isArray() && now.isArray() && old.size() == now.size()) {
      for (int k = 0; k < old.size(); k++) {
        compare(path + "/" + k, old.get(k), now.get(k));
      }
    } else if (!equal(old, now)) {
      found.add("%s was %s and is %s".formatted(path, old, now.isMissingNode() ? "gone" : now));
    }
  }

  private static boolean equal(JsonNode old, JsonNode now) {
    return old.isNumber() && now.isNumber()
        ? Double.compare(old.doubleValue(), now.doubleValue()) == 0
        : old.equals(now);
  }
}
