package org.diaflow.integrators;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.FlowTask;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.flow.StartedFlow;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * States along a flow against numbers computed in ball arithmetic, {@code numbers.json}: every
 * entry to 1e-8 of itself, from 1.5 down to 4e-6.
 */
final class FlowNumbersTest {

  private static final Path NUMBERS =
      Path.of("../../backend/theory/src/test/resources/cases/numbers.json");

  static List<Integrator> methods() {
    return List.of(new MirrorRosenbrock(), DormandPrince.mirror(), DormandPrince.log());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void statesAreThoseOfTheReference(Integrator integrator) throws IOException {
    String text = Files.readString(NUMBERS);
    String entry = text.substring(text.indexOf("\"m32-flow-D3\""));
    double[][] rows = matrix(entry, "A");
    double[] y = matrix(entry, "y")[0];
    double[] times = matrix(entry, "tau")[0];
    double[][] states = matrix(entry, "x");
    var problem = new RegressionProblem(DenseMatrix.ofRows(rows), y, null, "m32");
    StartedFlow started =
        StartedFlow.of(
            integrator.chart(),
            problem,
            new DiagonalNetwork(number(entry, "depth"), number(entry, "alpha")));
    double[] state = new double[started.flow().dimension()];
    double[] x = new double[problem.columns()];
    for (int k = 0; k < times.length; k++) {
      integrator.integrate(
          new FlowTask(
              started.flow(),
              started.initialState(),
              times[k],
              Parameters.of(
                  integrator.descriptor(),
                  Map.of("relativeTolerance", 1e-13, "absoluteTolerance", 1e-15)),
              Budget.UNLIMITED),
          step -> {
            step.state(step.end(), state);
            return true;
          });
      started.flow().predictor(state, x);
      for (int j = 0; j < x.length; j++) {
        double tolerance = 1e-8 * Math.abs(states[k][j]);
        assertEquals(states[k][j], x[j], tolerance, "τ = " + times[k] + ", x[" + j + "]");
      }
    }
  }

  private static double number(String entry, String field) {
    Matcher matcher = Pattern.compile("\"" + field + "\":\\s*([-+.\\deE]+)").matcher(entry);
    matcher.find();
    return Double.parseDouble(matcher.group(1));
  }

  /** The rows of a list of lists, or a list as its only row. */
  private static double[][] matrix(String entry, String field) {
    int from = entry.indexOf("\"" + field + "\":");
    String body = entry.substring(entry.indexOf('[', from), entry.indexOf("]", from) + 1);
    if (body.indexOf('[', 1) >= 0) {
      Matcher end = Pattern.compile("]\\s*]").matcher(entry);
      end.find(from);
      body = entry.substring(entry.indexOf('[', from) + 1, end.start() + 1);
    }
    var rows = new ArrayList<double[]>();
    Matcher list = Pattern.compile("\\[([^\\[\\]]*)]").matcher(body);
    while (list.find()) {
      rows.add(
          Arrays.stream(list.group(1).split(",", -1)).mapToDouble(Double::parseDouble).toArray());
    }
    return rows.toArray(double[][]::new);
  }
}
