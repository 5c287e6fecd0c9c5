package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.Progress;
import org.diaflow.api.SampleEvent;
import org.diaflow.engine.Plan;

/** How experiments stand at this moment, whichever processes compute them. */
@ApplicationScoped
public class LiveView {

  private final ExperimentQueries queries;
  private final ExperimentStore store;
  private final Assignments assignments;
  private final AtWork atWork;

  LiveView(
      ExperimentQueries queries, ExperimentStore store, Assignments assignments, AtWork atWork) {
    this.queries = queries;
    this.store = store;
    this.assignments = assignments;
    this.atWork = atWork;
  }

  /**
   * Where an experiment stands.
   *
   * @param state its state
   * @param lastSequence number of its last event
   * @param progress how far it is
   */
  public record Standing(ExperimentState state, long lastSequence, Progress progress) {}

  /** Where the experiment stands, or nothing if it is gone. */
  public Optional<Standing> standing(String id) {
    return queries.find(id).map(row -> new Standing(row.state, row.lastSequence, row.progress()));
  }

  /** The newest points of the flows being integrated for the experiment. */
  public List<SampleEvent> samples(String id) {
    return atWork.samples(id);
  }

  /** The curves of the experiment as they were after event {@code sequence}. */
  public Curves curves(String id, long sequence) {
    Plan plan = assignments.of(id).setup().plan();
    var curves = new Curves(plan);
    queries.curvePoints(id, Curves.seeds(plan), sequence).forEach(curves::add);
    predict(id, curves);
    return curves;
  }

  /** Tells {@code curves} what has been predicted meanwhile. */
  public void predict(String id, Curves curves) {
    for (StoredSeed seed : queries.seeds(id)) {
      if (curves.waitFor(seed.seed) && seed.predictions != null) {
        curves.predict(seed.seed, store.predictions(seed));
      }
    }
  }
}
