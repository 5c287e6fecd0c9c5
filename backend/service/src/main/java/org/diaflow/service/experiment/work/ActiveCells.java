package org.diaflow.service.experiment.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.diaflow.api.SampleEvent;
import org.diaflow.service.database.Json;

/** The cells that workers, of whatever process, have lately reported to be computing. */
@ApplicationScoped
public class ActiveCells {

  private static final long FORGET = Duration.ofMillis(1500).toNanos();

  private final Json json;
  private final Map<String, Map<Integer, Received>> cells = new ConcurrentHashMap<>();

  private record Received(CellActivity what, long when) {

    private boolean lately(long now) {
      return now - when < FORGET;
    }
  }

  ActiveCells(Json json) {
    this.json = json;
  }

  /** Receives a message of a worker. */
  void receive(String message) {
    CellActivity what = json.read(message, ActiveSlices.CELL_ACTIVITY);
    long now = System.nanoTime();
    cells.values().forEach(received -> received.values().removeIf(old -> !old.lately(now)));
    cells.values().removeIf(Map::isEmpty);
    cells
        .computeIfAbsent(what.experiment(), id -> new ConcurrentHashMap<>())
        .put(what.index(), new Received(what, now));
  }

  /** The cells of {@code experiment} being computed. */
  public Set<Integer> cells(String experiment) {
    return lately(experiment).map(CellActivity::index).collect(Collectors.toSet());
  }

  /** The newest points of the flows of {@code experiment} being integrated. */
  public List<SampleEvent> samples(String experiment) {
    return lately(experiment)
        .filter(what -> what.values() != null)
        .map(
            what ->
                new SampleEvent(
                    what.index(),
                    Objects.requireNonNull(what.time()),
                    Arrays.stream(Objects.requireNonNull(what.values())).boxed().toList()))
        .toList();
  }

  private Stream<CellActivity> lately(String experiment) {
    long now = System.nanoTime();
    return cells.getOrDefault(experiment, Map.of()).values().stream()
        .filter(received -> received.lately(now))
        .map(Received::what);
  }
}
