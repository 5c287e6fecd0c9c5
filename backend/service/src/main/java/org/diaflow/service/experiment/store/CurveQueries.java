package org.diaflow.service.experiment.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.diaflow.service.database.Transactions;
import org.jspecify.annotations.Nullable;

/** Aggregates of the cells of an experiment, computed by the database. */
@ApplicationScoped
public class CurveQueries {

  /** How cells end whose numbers mean what their measures say. */
  private static final String ARRIVED = "stop_reason in ('converged', 'horizon')";

  private static final String FINITE = "arrived and abs(v) <= 1.7976931348623157e308";

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
   * axis to the first.
   *
   * @param value the aggregated number, an expression of columns of {@code cell}
   * @param axes places on the axes, expressions of {@code cell_index}
   * @param conditions which cells are read, expressions of {@code cell_index}
   */
  public Uni<List<Aggregate>> aggregates(
      String experiment, String value, List<String> axes, List<String> conditions) {
    String places =
        IntStream.range(0, axes.size())
            .mapToObj(k -> "%s as p%d".formatted(axes.get(k), k))
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, axes.size()).mapToObj(k -> "p" + k).collect(Collectors.joining(", "));
    String order =
        IntStream.range(0, axes.size())
            .mapToObj(k -> "p" + (axes.size() - 1 - k))
            .collect(Collectors.joining(", "));
    String where = conditions.stream().map(c -> " and " + c).collect(Collectors.joining());
    String sql =
        """
        select %1$s, q[3], q[2], q[4], q[1], q[5], mean, finite, failed, not_finite from (
          select %1$s,
            percentile_cont(array[0, 0.25, 0.5, 0.75, 1]) within group (order by v)
              filter (where %2$s) as q,
            avg(v) filter (where %2$s) as mean,
            count(*) filter (where %2$s) as finite,
            count(*) filter (where not arrived or v is null) as failed,
            count(*) filter (where arrived and not (%2$s)) as not_finite
          from (
            select %3$s, %4$s as v, coalesce(%5$s, false) as arrived
            from cell where experiment_id = :id%6$s
          ) as places
          group by %1$s
        ) as aggregated order by %7$s
        """
            .formatted(names, FINITE, places, value, ARRIVED, where, order);
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(sql, Object[].class)
                    .setParameter("id", experiment)
                    .getResultList())
        .map(rows -> rows.stream().map(row -> aggregate(row, axes.size())).toList());
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

  private static Aggregate aggregate(Object[] row, int axes) {
    int[] places = IntStream.range(0, axes).map(k -> ((Number) row[k]).intValue()).toArray();
    return new Aggregate(
        places,
        number(row[axes]),
        number(row[axes + 1]),
        number(row[axes + 2]),
        number(row[axes + 3]),
        number(row[axes + 4]),
        number(row[axes + 5]),
        ((Number) row[axes + 6]).intValue(),
        ((Number) row[axes + 7]).intValue(),
        ((Number) row[axes + 8]).intValue());
  }

  private static @Nullable Double number(@Nullable Object value) {
    return value == null ? null : (Double) ((Number) value).doubleValue();
  }
}
