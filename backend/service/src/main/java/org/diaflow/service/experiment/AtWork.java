package org.diaflow.service.experiment;

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

/** What workers, of whatever process, have lately said that they compute. */
@ApplicationScoped
class AtWork {

  private static final long FORGET = Duration.ofMillis(1500).toNanos();

  private final Json json;
  private final Map<String, Map<Integer, Heard>> cells = new ConcurrentHashMap<>();

  private record Heard(CellActivity what, long when) {

    private boolean lately(long now) {
      return now - when < FORGET;
    }
  }

  AtWork(Json json) {
    this.json = json;
  }

  /** Takes a message of a worker. */
  void hear(String message) {
    CellActivity what = json.read(message, Turns.AT_WORK);
    long now = System.nanoTime();
    cells.values().forEach(heard -> heard.values().removeIf(old -> !old.lately(now)));
    cells.values().removeIf(Map::isEmpty);
    cells
        .computeIfAbsent(what.experiment(), id -> new ConcurrentHashMap<>())
        .put(what.index(), new Heard(what, now));
  }

  /** The cells of {@code experiment} being computed. */
  Set<Integer> cells(String experiment) {
    return lately(experiment).map(CellActivity::index).collect(Collectors.toSet());
  }

  /** The newest points of the flows of {@code experiment} being integrated. */
  List<SampleEvent> samples(String experiment) {
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
        .filter(heard -> heard.lately(now))
        .map(Heard::what);
  }
}
