package org.diaflow.service.experiment.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.diaflow.service.database.Transactions;
import org.jspecify.annotations.Nullable;

/** Aggregates of the cells of an experiment, computed by the database. */
@ApplicationScoped
public class CurveQueries {

  /** How cells end whose numbers mean what their measures say. */
  private static final String ARRIVED = "stop_reason in ('converged', 'horizon')";

  /** That value k is finite, and means what its measure says. */
  private static final String FINITE = "arrived and abs(v%d) <= 1.7976931348623157e308";

  /** Columns of a value. */
  private static final int COLUMNS = 9;

  private final Transactions transactions;

  CurveQueries(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The cells at one place.
   *
   * @param places the place on every axis
   * @param median median of the finite values of cells that arrived, or null without any; so for
   *     the five below
   * @param lowerQuartile their first quartile
   * @param upperQuartile their third
   * @param least the least
   * @param greatest the greatest
   * @param mean their mean
   * @param count how many there are
   * @param failed how many cells did not arrive, or have no value
   * @param notFinite how many values of those that arrived are infinite or not a number
   */
  public record Aggregate(
      int[] places,
      @Nullable Double median,
      @Nullable Double lowerQuartile,
      @Nullable Double upperQuartile,
      @Nullable Double least,
      @Nullable Double greatest,
      @Nullable Double mean,
      int count,
      int failed,
      int notFinite) {}

  /**
   * The cells of {@code experiment} that have ended, by place, in the order of places from the last
   * axis to the first; one list for each value. All values are read in one scan.
   *
   * @param values the aggregated numbers, expressions of columns of {@code cell}
   * @param axes places on the axes, expressions of {@code cell_index}
   * @param conditions which cells are read, expressions of {@code cell_index}
   */
  public Uni<List<List<Aggregate>>> aggregates(
      String experiment, List<String> values, List<String> axes, List<String> conditions) {
    if (values.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    String sql = sql(values, axes, conditions);
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(sql, Object[].class)
                    .setParameter("id", experiment)
                    .getResultList())
        .map(
            rows ->
                IntStream.range(0, values.size())
                    .mapToObj(
                        k -> rows.stream().map(row -> aggregate(row, axes.size(), k)).toList())
                    .toList());
  }

  private static String sql(List<String> values, List<String> axes, List<String> conditions) {
    String names = joined(axes.size(), k -> "p%d".formatted(k));
    return """
        select %1$s, %2$s from (
          select %1$s, %3$s from (
            select %4$s, %5$s, coalesce(%6$s, false) as arrived
            from cell where experiment_id = :id%7$s
          ) as places
          group by %1$s
        ) as aggregated order by %8$s
        """
        .formatted(
            names,
            joined(values.size(), CurveQueries::columns),
            joined(values.size(), CurveQueries::aggregation),
            joined(axes.size(), k -> "%s as p%d".formatted(axes.get(k), k)),
            joined(values.size(), k -> "%s as v%d".formatted(values.get(k), k)),
            ARRIVED,
            conditions.stream().map(c -> " and " + c).collect(Collectors.joining()),
            joined(axes.size(), k -> "p%d".formatted(axes.size() - 1 - k)));
  }

  private static String joined(int count, IntFunction<String> part) {
    return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(", "));
  }

  /** The nine columns of value {@code k}, in the order of {@link #aggregate}. */
  private static String columns(int k) {
    return """
        q%1$d[3], q%1$d[2], q%1$d[4], q%1$d[1], q%1$d[5], mean%1$d, finite%1$d, failed%1$d,
        not_finite%1$d"""
        .formatted(k);
  }

  private static String aggregation(int k) {
    return """
        percentile_cont(array[0, 0.25, 0.5, 0.75, 1]) within group (order by v%1$d)
          filter (where %2$s) as q%1$d,
        avg(v%1$d) filter (where %2$s) as mean%1$d,
        count(*) filter (where %2$s) as finite%1$d,
        count(*) filter (where not arrived or v%1$d is null) as failed%1$d,
        count(*) filter (where arrived and not (%2$s)) as not_finite%1$d"""
        .formatted(k, FINITE.formatted(k));
  }

  /**
   * The numbers of the curves of {@code experiment} in which cells have ended, told of by the
   * events after number {@code after} up to {@code upTo}; at most {@code most}. No result is read.
   *
   * @param curve the number of a cell's curve, an expression of {@code cell_index}
   */
  public Uni<List<Long>> changed(String experiment, String curve, long after, long upTo, int most) {
    return transactions.run(
        session ->
            session
                .createNativeQuery(
                    """
                    select distinct %s from cell
                    where experiment_id = :id and sequence > :after and sequence <= :upTo
                    """
                        .formatted(curve),
                    Long.class)
                .setParameter("id", experiment)
                .setParameter("after", after)
                .setParameter("upTo", upTo)
                .setMaxResults(most)
                .getResultList());
  }

  /** What {@code row} says of value {@code k}, after the places on {@code axes} axes. */
  private static Aggregate aggregate(Object[] row, int axes, int k) {
    int[] places = IntStream.range(0, axes).map(axis -> ((Number) row[axis]).intValue()).toArray();
    int first = axes + COLUMNS * k;
    return new Aggregate(
        places,
        number(row[first]),
        number(row[first + 1]),
        number(row[first + 2]),
        number(row[first + 3]),
        number(row[first + 4]),
        number(row[first + 5]),
        ((Number) row[first + 6]).intValue(),
        ((Number) row[first + 7]).intValue(),
        ((Number) row[first + 8]).intValue());
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value == null ? null : (Double) ((Number) value).doubleValue();
  }
}
