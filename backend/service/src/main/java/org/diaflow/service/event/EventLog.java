package org.diaflow.service.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.diaflow.service.database.Transactions;

/** The durable events of every experiment, in order. */
@ApplicationScoped
public class EventLog {

  private final Transactions transactions;

  EventLog(Transactions transactions) {
    this.transactions = transactions;
  }

  /** The next events of {@code experiment} after number {@code sequence}, at most {@code most}. */
  public List<StoredEvent> after(String experiment, long sequence, int most) {
    return transactions.run(
        session ->
            session
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
                .getResultList());
  }
}
