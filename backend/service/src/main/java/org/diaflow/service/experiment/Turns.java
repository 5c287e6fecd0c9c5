package org.diaflow.service.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.diaflow.service.database.Json;
import org.diaflow.service.event.Notifications;
import org.diaflow.service.event.Notifications.Channel;
import org.jboss.logging.Logger;

/**
 * The turns under way in this process. A few times a second it tells everybody which cells it is at
 * work on, if they take longer than that.
 */
@ApplicationScoped
class Turns {

  static final TypeReference<CellActivity> AT_WORK = new TypeReference<>() {};

  private static final Logger LOG = Logger.getLogger(Turns.class);
  private static final Duration PERIOD = Duration.ofMillis(250);

  private final Notifications notifications;
  private final Json json;
  private final Set<Turn> turns = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  Turns(Notifications notifications, Json json) {
    this.notifications = notifications;
    this.json = json;
  }

  /** Begins to tell what is going on. */
  void start() {
    Thread.ofVirtual().name("at-work").start(this::tellUntilClosed);
  }

  /** A new turn on {@code experiment}; told to end at once if the process is about to. */
  Turn begin(String experiment) {
    var turn = new Turn(experiment);
    turns.add(turn);
    if (closing) {
      turn.stop();
    }
    return turn;
  }

  void end(Turn turn) {
    turns.remove(turn);
  }

  /** Tells the turns on {@code experiment} to end. */
  void stop(String experiment) {
    turns.stream().filter(turn -> turn.experiment().equals(experiment)).forEach(Turn::stop);
  }

  /** The experiments of all turns. */
  Set<String> experiments() {
    var experiments = new HashSet<String>();
    turns.forEach(turn -> experiments.add(turn.experiment()));
    return experiments;
  }

  /** Tells all turns to end, also those that begin from now on. */
  void close() {
    closing = true;
    turns.forEach(Turn::stop);
  }

  private void tellUntilClosed() {
    Set<String> before = Set.of();
    while (!closing) {
      try {
        Thread.sleep(PERIOD);
        before = tell(before);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.debug("What is being computed could not be told.", e);
      }
    }
  }

  private Set<String> tell(Set<String> before) {
    var cells = new HashSet<String>();
    for (Turn turn : turns) {
      CellActivity now = turn.now();
      if (now != null) {
        String cell = now.experiment() + "/" + now.index();
        cells.add(cell);
        if (before.contains(cell) || now.values() != null) {
          notifications.send(Channel.AT_WORK, json.write(now));
        }
      }
    }
    return cells;
  }
}
