package org.diaflow.service.experiment.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.diaflow.api.CellView;
import org.diaflow.service.database.Json;
import org.diaflow.service.database.Transactions;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The durable events of every experiment, in order: changes of its state, and ends of cells. */
@ApplicationScoped
public class EventLog {

  private static final int MOST_CHANGES = 100_000;

  private final Transactions transactions;
  private final Json json;

  EventLog(Transactions transactions, Json json) {
    this.transactions = transactions;
    this.json = json;
  }

  /**
   * Something that happened.
   *
   * @param sequence its number within the experiment, from 1 and without gaps
   * @param name {@code state}, {@code cell} or {@code end}
   * @param data its content in JSON
   * @param cell index of the cell that ended, or −1
   */
  public record Event(long sequence, String name, String data, int cell) {

    /** Something that happened to the experiment as a whole. */
    public Event(long sequence, String name, String data) {
      this(sequence, name, data, -1);
    }
  }

  /**
   * The next events of {@code experiment} after number {@code sequence}, at most {@code most}.
   *
   * @param view what clients see of a cell
   */
  public Uni<List<Event>> after(
      String experiment, long sequence, int most, Function<StoredCell, CellView> view) {
    return transactions
        .run(
            session ->
                changes(session, experiment, sequence, most)
                    .chain(
                        changes ->
                            cells(session, experiment, sequence, most)
                                .map(cells -> new Rows(changes, cells))))
        .map(rows -> withoutGap(merged(rows, view), sequence, most));
  }

  private record Rows(List<StoredEvent> changes, List<StoredCell> cells) {}

  /**
   * The changes of state of {@code experiment} after number {@code sequence} up to {@code upTo}.
   */
  public Uni<List<Event>> changes(String experiment, long sequence, long upTo) {
    return transactions
        .run(session -> changes(session, experiment, sequence, MOST_CHANGES))
        .map(
            changes ->
                changes.stream()
                    .filter(change -> change.sequence <= upTo)
                    .map(change -> new Event(change.sequence, change.name, change.data))
                    .toList());
  }

  private static Uni<List<StoredEvent>> changes(
      StatelessSession session, String experiment, long sequence, int most) {
    return session
        .createSelectionQuery(
            """
            from StoredEvent e
            where e.experiment = :experiment and e.sequence > :sequence
            order by e.sequence
            """,
            StoredEvent.class)
        .setParameter("experiment", experiment)
        .setParameter("sequence", sequence)
        .setMaxResults(most)
        .getResultList();
  }

  private static Uni<List<StoredCell>> cells(
      StatelessSession session, String experiment, long sequence, int most) {
    return session
        .createSelectionQuery(
            """
            from StoredCell c
            where c.experiment = :experiment and c.sequence > :sequence
            order by c.sequence
            """,
            StoredCell.class)
        .setParameter("experiment", experiment)
        .setParameter("sequence", sequence)
        .setMaxResults(most)
        .getResultList();
  }

  private List<Event> merged(Rows rows, Function<StoredCell, CellView> view) {
    var events = new ArrayList<Event>(rows.changes().size() + rows.cells().size());
    for (StoredEvent change : rows.changes()) {
      events.add(new Event(change.sequence, change.name, change.data));
    }
    for (StoredCell cell : rows.cells()) {
      events.add(new Event(cell.sequence, "cell", json.write(view.apply(cell)), cell.index));
    }
    events.sort(Comparator.comparingLong(Event::sequence));
    return events;
  }

  // The two lists may have been read on either side of a commit: what follows a gap comes later.
  private static List<Event> withoutGap(List<Event> events, long sequence, int most) {
    int count = 0;
    while (count < Math.min(most, events.size())
        && events.get(count).sequence() == sequence + count + 1) {
      count++;
    }
    return List.copyOf(events.subList(0, count));
  }
}
