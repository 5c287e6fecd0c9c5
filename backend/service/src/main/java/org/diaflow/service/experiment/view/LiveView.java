package org.diaflow.service.experiment.view;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.diaflow.api.CellView;
import org.diaflow.api.RateView;
import org.diaflow.api.SampleEvent;
import org.diaflow.engine.plan.Plan;
import org.diaflow.service.experiment.store.CurvePoint;
import org.diaflow.service.experiment.store.CurveQueries;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.diaflow.service.experiment.store.ExperimentStatus;
import org.diaflow.service.experiment.store.ExperimentStore;
import org.diaflow.service.experiment.store.StoredCell;
import org.diaflow.service.experiment.store.StoredSeed;
import org.diaflow.service.experiment.work.ActiveCells;
import org.diaflow.service.experiment.work.ExperimentContexts;
import org.diaflow.service.experiment.work.RecentMap;

/** The present state of experiments, whichever processes compute them. */
@ApplicationScoped
public class LiveView {

  private static final int KEPT = 32;

  private final ExperimentQueries queries;
  private final CurveQueries curveQueries;
  private final ExperimentStore store;
  private final ExperimentContexts contexts;
  private final ActiveCells activeCells;
  private final Map<String, Followed> curves = new RecentMap<>(KEPT);

  LiveView(
      ExperimentQueries queries,
      CurveQueries curveQueries,
      ExperimentStore store,
      ExperimentContexts contexts,
      ActiveCells activeCells) {
    this.queries = queries;
    this.curveQueries = curveQueries;
    this.store = store;
    this.contexts = contexts;
    this.activeCells = activeCells;
  }

  /** Where the experiment stands, or nothing if it is gone. */
  public Uni<Optional<ExperimentStatus>> status(String id) {
    return queries.status(id);
  }

  /** What clients see of the cells of {@code experiment} that have ended. */
  public Uni<Function<StoredCell, CellView>> viewer(String experiment) {
    return contexts.viewer(experiment);
  }

  /** The newest points of the flows being integrated for the experiment. */
  public List<SampleEvent> samples(String id) {
    return activeCells.samples(id);
  }

  /** The axes named in {@code by} of the experiment; ends the request as one for curves would. */
  public Uni<CurveAxes> curveAxes(String id, String by) {
    List<String> names = Objects.requireNonNull(CurvesRequest.list(by));
    return contexts.of(id).map(context -> CurveAxes.of(names, context.definition().plan().grid()));
  }

  /**
   * The numbers of the curves in which cells have ended, told of by the events after number {@code
   * after} up to {@code upTo}; at most {@code most}.
   */
  public Uni<List<Long>> changedCurves(String id, CurveAxes axes, long after, long upTo, int most) {
    return curveQueries.changed(id, axes.expression(), after, upTo, most);
  }

  /** The slopes of the experiment after event {@code sequence}, or a later one. */
  public Uni<List<RateView>> rates(String id, long sequence) {
    return contexts
        .of(id)
        .map(context -> followed(id, context.definition().plan()))
        .chain(followed -> followed.upTo(sequence));
  }

  private Followed followed(String id, Plan plan) {
    synchronized (curves) {
      return curves.computeIfAbsent(id, fresh -> new Followed(fresh, plan));
    }
  }

  /** The curves of an experiment; only what is new is looked up. */
  private final class Followed {

    private final String id;
    private final Slopes slopes;
    private long sequence;

    private Followed(String id, Plan plan) {
      this.id = id;
      this.slopes = new Slopes(plan);
    }

    private Uni<List<RateView>> upTo(long last) {
      return points(last).chain(this::predictions).map(known -> slopes.rates());
    }

    /** Looks up the points up to event {@code last}; once more if somebody else did meanwhile. */
    private Uni<Void> points(long last) {
      long from = sequence();
      return last <= from
          ? Uni.createFrom().voidItem()
          : queries
              .curvePoints(id, slopes.end(), from, last)
              .chain(
                  points -> add(points, from, last) ? Uni.createFrom().voidItem() : points(last));
    }

    private synchronized long sequence() {
      return sequence;
    }

    private synchronized boolean add(List<CurvePoint> points, long from, long last) {
      if (sequence != from) {
        return false;
      }
      points.forEach(slopes::add);
      sequence = last;
      return true;
    }

    private Uni<Void> predictions() {
      return slopes.incomplete()
          ? queries.seeds(id).invoke(this::predict).replaceWithVoid()
          : Uni.createFrom().voidItem();
    }

    private void predict(List<StoredSeed> seeds) {
      for (StoredSeed seed : seeds) {
        if (slopes.waitFor(seed.position) && seed.predictions != null) {
          slopes.predict(seed.position, store.predictions(seed));
        }
      }
    }
  }
}
