package org.diaflow.frontend.client;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the curves of experiments are asked for with; what is null is up to the backend.
 *
 * @param experiments ids, at least one; several are drawn over each other
 * @param x axis along which the curves run
 * @param x2 a second axis, for a map
 * @param y measures, a curve each; none is up to the backend
 * @param by axes whose values are told apart; none aggregates over all others
 * @param band what lower and upper ends are: {@code quartiles}, {@code extremes} or {@code none}
 */
public record CurvesRequest(
    List<String> experiments,
    @Nullable String x,
    @Nullable String x2,
    List<String> y,
    @Nullable List<String> by,
    @Nullable String band) {

  /** Copies the lists. */
  public CurvesRequest {
    experiments = List.copyOf(experiments);
    y = List.copyOf(y);
    by = by == null ? null : List.copyOf(by);
  }

  /** A list without names; an empty parameter would be none. */
  private static final String NOTHING = ",";

  /** What the backend shows of {@code experiments} first. */
  public static CurvesRequest usual(List<String> experiments) {
    return new CurvesRequest(experiments, null, null, List.of(), null, null);
  }

  /** Path and query of the request. */
  String path() {
    var parameters = new ArrayList<String>();
    boolean single = experiments.size() == 1;
    if (!single) {
      experiments.forEach(id -> parameters.add("experiment=" + LabClient.encode(id)));
    }
    add(parameters, "x", x == null ? null : LabClient.encode(x));
    add(parameters, "x2", x2 == null ? null : LabClient.encode(x2));
    add(parameters, "y", y.isEmpty() ? null : list(y));
    add(parameters, "by", by == null ? null : by.isEmpty() ? NOTHING : list(by));
    add(parameters, "band", band);
    String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    return single
        ? "/api/experiments/%s/curves%s".formatted(LabClient.encode(experiments.getFirst()), query)
        : "/api/curves" + query;
  }

  private static void add(List<String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.add(name + "=" + value);
    }
  }

  private static String list(List<String> names) {
    return names.stream().map(LabClient::encode).collect(Collectors.joining(","));
  }
}
