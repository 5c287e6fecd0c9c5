package org.diaflow.service.experiment.view;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.diaflow.api.CellView;
import org.diaflow.api.RateView;
import org.diaflow.api.SampleEvent;
import org.diaflow.engine.plan.Plan;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStatus;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.StoredCell;
import org.diaflow.service.experiment.store.StoredSeed;
import org.diaflow.service.experiment.work.ActiveCells;
import org.diaflow.service.experiment.work.ExperimentContexts;
import org.diaflow.service.experiment.work.RecentMap;
import org.jspecify.annotations.Nullable;

/** The present state of experiments, whichever processes compute them. */
@ApplicationScoped
public class LiveView {

  private static final int KEPT = 32;

  private final ExperimentQueries queries;
  private final ExperimentStore store;
  private final ExperimentContexts contexts;
  private final ActiveCells activeCells;
  private final Map<String, Followed> curves = new RecentMap<>(KEPT);

  LiveView(
      ExperimentQueries queries,
      ExperimentStore store,
      ExperimentContexts contexts,
      ActiveCells activeCells) {
    this.queries = queries;
    this.store = store;
    this.contexts = contexts;
    this.activeCells = activeCells;
  }

  /** Where the experiment stands, or nothing if it is gone. */
  public Optional<ExperimentStatus> status(String id) {
    return queries.status(id);
  }

  /** What clients see of the cells of {@code experiment} that have ended. */
  public Function<StoredCell, CellView> viewer(String experiment) {
    return contexts.viewer(experiment);
  }

  /** The newest points of the flows being integrated for the experiment. */
  public List<SampleEvent> samples(String id) {
    return activeCells.samples(id);
  }

  /** The slopes of the experiment after event {@code sequence}, or a later one. */
  public List<RateView> rates(String id, long sequence) {
    Followed followed;
    synchronized (curves) {
      followed = curves.computeIfAbsent(id, Followed::new);
    }
    return followed.upTo(sequence);
  }

  /** The curves of an experiment; only what is new is looked up. */
  private final class Followed {

    private final String id;
    private @Nullable Slopes known;
    private long sequence;

    private Followed(String id) {
      this.id = id;
    }

    private synchronized List<RateView> upTo(long last) {
      Plan plan = contexts.of(id).definition().plan();
      if (known == null) {
        known = new Slopes(plan);
      }
      if (last > sequence) {
        queries.curvePoints(id, known.end(), sequence, last).forEach(known::add);
        sequence = last;
      }
      if (known.incomplete()) {
        predict(known);
      }
      return known.rates();
    }

    private void predict(Slopes incomplete) {
      for (StoredSeed seed : queries.seeds(id)) {
        if (incomplete.waitFor(seed.position) && seed.predictions != null) {
          incomplete.predict(seed.position, store.predictions(seed));
        }
      }
    }
  }
}
