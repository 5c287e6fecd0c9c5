package org.diaflow.theory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certification;
import org.diaflow.theory.certificate.Certifier;

/** The reference numbers of {@code reference/limits.json}, computed to 60 digits elsewhere. */
public final class ReferenceLimits {

  private ReferenceLimits() {}

  /** One problem with its numbers. */
  public record Case(String name, RegressionProblem problem, double[] minimizer, JsonNode json) {

    @Override
    public String toString() {
      return name;
    }

    public Certification certify() {
      return new Certifier(problem).certify(minimizer, null);
    }
  }

  public static List<Case> cases() {
    try (var stream = ReferenceLimits.class.getResourceAsStream("/reference/limits.json")) {
      var cases = new ArrayList<Case>();
      for (JsonNode json : new ObjectMapper().readTree(stream).get("cases")) {
        double[][] rows =
            IntStream.range(0, json.get("A").size())
                .mapToObj(i -> doubles(json.get("A").get(i)))
                .toArray(double[][]::new);
        var problem =
            new RegressionProblem(
                DenseMatrix.ofRows(rows), doubles(json.get("y")), null, json.get("name").asText());
        cases.add(new Case(json.get("name").asText(), problem, doubles(json.get("gStar")), json));
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  private static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> number(array.get(i))).toArray();
  }
}
