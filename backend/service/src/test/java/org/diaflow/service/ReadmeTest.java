package org.diaflow.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.diaflow.api.CellView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages tell readers to submit is taken, computed, and answered with what they print. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ReadmeTest {

  private static final Pattern DOCUMENT = Pattern.compile("(?m)^document='(.*)'$");
  private static final Pattern QUESTION = Pattern.compile("(?m)^question='(.*)'$");
  private static final Pattern FILTER = Pattern.compile("jq -c '\\.\\w+\\[] \\| \\{([\\w, ]+)}'");

  @ParameterizedTest
  @CsvSource({
    "../../README.md, cells?size=100, items, 58",
    "../api/README.md, comparison, contestants, 3"
  })
  void examplesRun(Path page, String path, String list, int answers) throws IOException {
    String text = Files.readString(page);
    var experiment = Experiment.of(only(DOCUMENT, text));
    experiment.await("DONE");
    List<String> reasons =
        experiment.cells().stream().map(CellView::stopReason).distinct().toList();
    assertEquals(List.of("converged"), reasons);
    String body = RestAssured.get("/api/experiments/" + experiment.id() + "/" + path).asString();
    JsonNode items = new ObjectMapper().readTree(body).get(list);
    assertEquals(answers, items.size());
    for (String field : only(FILTER, text).split(", ", -1)) {
      for (JsonNode item : items) {
        assertEquals(
            true, item.has(field), () -> page + " prints '" + field + "', which is not there");
      }
    }
  }

  /** The questions are taken; they are computed by those who ask. */
  @Test
  void questionsAreTaken() throws IOException {
    List<String> questions =
        QUESTION
            .matcher(Files.readString(Path.of("../api/README.md")))
            .results()
            .map(result -> result.group(1))
            .toList();
    assertEquals(4, questions.size());
    for (String question : questions) {
      Experiment experiment = Experiment.of(question);
      experiment.ask("cancel").statusCode(200);
      RestAssured.delete("/api/experiments/" + experiment.id()).then().statusCode(204);
    }
  }

  /** The one thing that {@code pattern} finds in {@code text}. */
  private static String only(Pattern pattern, String text) {
    List<String> found = pattern.matcher(text).results().map(result -> result.group(1)).toList();
    assertEquals(1, found.size(), pattern::toString);
    return found.getFirst();
  }
}
