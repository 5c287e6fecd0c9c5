package org.diaflow.theory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;

/** The small inputs of {@code cases/}, with the exact right values of {@code numbers.json}. */
public final class Cases {

  private Cases() {}

  /** One entry of {@code numbers.json}: a problem with its numbers. */
  public record Numbers(String name, RegressionProblem problem, JsonNode json) {

    @Override
    public String toString() {
      return name;
    }

    /** An array of numbers or of decimal strings. */
    public double[] doubles(String field) {
      return Cases.doubles(json.get(field));
    }
  }

  /** The problem in the file {@code name}. */
  public static RegressionProblem problem(String name) {
    JsonNode json = read("/cases/" + name);
    return problem(json.get("matrix"), json.get("observations"), name);
  }

  /** The entries of {@code numbers.json} that are of type {@code type}. */
  public static List<Numbers> numbers(String type) {
    var numbers = new ArrayList<Numbers>();
    for (JsonNode json : read("/cases/numbers.json").get("cases")) {
      if (json.get("type").asText().equals(type)) {
        String name = json.get("name").asText();
        numbers.add(new Numbers(name, problem(json.get("A"), json.get("y"), name), json));
      }
    }
    return numbers;
  }

  private static JsonNode read(String path) {
    try (var stream = Cases.class.getResourceAsStream(path)) {
      return new ObjectMapper().readTree(Objects.requireNonNull(stream, path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RegressionProblem problem(JsonNode matrix, JsonNode observations, String name) {
    double[][] rows =
        IntStream.range(0, matrix.size())
            .mapToObj(i -> doubles(matrix.get(i)))
            .toArray(double[][]::new);
    return new RegressionProblem(DenseMatrix.ofRows(rows), doubles(observations), null, name);
  }

  public static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size())
        .mapToDouble(i -> ReferenceLimits.number(array.get(i)))
        .toArray();
  }
}
