package org.diaflow.service.experiment.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.diaflow.service.compute.JarDigests;
import org.diaflow.service.database.Transactions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What computes cells, in words, each stored once: version, commit, class path and JVM. */
@ApplicationScoped
public class Builds {

  private final Transactions transactions;
  private final JarDigests digests;
  private final String version;
  private final Optional<String> commit;
  private final AtomicReference<@Nullable Integer> current = new AtomicReference<>();

  Builds(
      Transactions transactions,
      JarDigests digests,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String version,
      @ConfigProperty(name = "diaflow.commit") Optional<String> commit) {
    this.transactions = transactions;
    this.digests = digests;
    this.version = version;
    this.commit = commit;
  }

  /**
   * A range of cells that one build computed.
   *
   * @param build what computed them
   * @param from index of the first of them
   * @param to index of the last of them
   * @param cells how many of those between are its own
   */
  public record Range(String build, int from, int to, long cells) {}

  /** The number of this process's build. */
  Uni<Integer> current() {
    @Nullable Integer known = current.get();
    return known != null
        ? Uni.createFrom().item(known)
        : number(description()).invoke(current::set);
  }

  /** What computed the cells of {@code experiment}, in the order in which they begin. */
  public Uni<List<Range>> of(String experiment) {
    return transactions
        .run(
            session ->
                session
                    .createNativeQuery(
                        """
                        select coalesce(b.description, 'unknown: before builds were noted'),
                          c.first_cell, c.last_cell, c.cells
                        from (select build, min(cell_index) as first_cell,
                            max(cell_index) as last_cell, count(*) as cells
                          from cell where experiment_id = :id group by build) as c
                        left join build b on b.id = c.build order by c.first_cell
                        """,
                        Object[].class)
                    .setParameter("id", experiment)
                    .getResultList())
        .map(rows -> rows.stream().map(Builds::range).toList());
  }

  private static Range range(Object[] row) {
    return new Range(
        (String) row[0],
        ((Number) row[1]).intValue(),
        ((Number) row[2]).intValue(),
        ((Number) row[3]).longValue());
  }

  private String description() {
    return "Diaflow %s, commit %s, class path %s, Java %s on %s"
        .formatted(
            version,
            commit.orElse("unknown"),
            digests.classPath(List.of()).orElse("of folders"),
            System.getProperty("java.runtime.version"),
            System.getProperty("os.arch"));
  }

  private Uni<Integer> number(String description) {
    return transactions.run(
        session ->
            session
                .createNativeQuery(
                    "insert into build (description) values (:text) on conflict do nothing")
                .setParameter("text", description)
                .executeUpdate()
                .chain(
                    () ->
                        session
                            .createNativeQuery(
                                "select id from build where description = :text", Integer.class)
                            .setParameter("text", description)
                            .getSingleResult()));
  }
}
