package org.diaflow.service.queue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The lanes that wait or are being worked on, in the database, so that they survive everything and
 * any number of processes share them. A lane is handed out for a turn of about a second; whoever
 * holds one says every two seconds that it is alive, and loses it after eight seconds of silence.
 *
 * <p>The k-th lane of every experiment goes before the (k+1)-th of any: whoever has got least so
 * far is next, and a small experiment never waits for a huge one.
 */
@ApplicationScoped
public class LaneQueue {

  private static final Logger LOG = Logger.getLogger(LaneQueue.class);
  private static final TaskDescriptor<Lane> TASK = TaskDescriptor.of("lane", Lane.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final int SILENT_HEARTBEATS = 4;
  private static final Duration RETRY = Duration.ofSeconds(2);
  // "update ... where id in (select ... limit n for update skip locked)" updates more than n rows
  // whenever PostgreSQL chooses to join the two by nested loops.
  private static final boolean SELECT_BEFORE_UPDATE = true;
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  private final LaneWork work;
  private final LaneTable table;
  private final DataSource database;
  private final ObjectMapper json;
  private final ProcessName name = ProcessName.own();
  private Scheduler scheduler;

  LaneQueue(LaneWork work, LaneTable table, DataSource database, ObjectMapper json) {
    this.work = work;
    this.table = table;
    this.database = database;
    this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    this.scheduler = scheduler(1);
  }

  /** Frees the lanes of processes of this machine that have ended without handing them back. */
  public void release() {
    for (String holder : table.holders()) {
      if (name.outlives(holder)) {
        LOG.infof("Process %s of this machine is gone; its lanes are free again.", holder);
        table.release(holder);
      }
    }
  }

  /** Begins to work on {@code turns} lanes at once; on none, lanes are left to others. */
  public void start(int turns) {
    if (turns > 0) {
      scheduler = scheduler(turns);
      scheduler.start();
    }
  }

  /** Hands back every lane; the turns under way must have been told to end. */
  public void stop() {
    scheduler.stop();
  }

  /** Adds lanes, which must be new. */
  public void add(List<Lane> lanes) {
    var instances = new ArrayList<TaskInstance<?>>();
    lanes.forEach(lane -> instances.add(instance(lane)));
    scheduler.scheduleBatch(instances, Instant.now());
    look();
  }

  /** Takes the lanes of {@code experiment} away but for those being worked on at this moment. */
  public void drop(String experiment) {
    table.drop(experiment);
  }

  /** The lanes of {@code experiment} and when a worker last said that it is at work on one. */
  public LaneTable.Attendance attendance(String experiment) {
    return table.attendance(experiment);
  }

  /** Looks for lanes at once, not only a quarter of a second later. */
  public void look() {
    scheduler.triggerCheckForDueExecutions();
  }

  private static TaskInstance<Lane> instance(Lane lane) {
    return TASK.instance(lane.id()).data(lane).priority(-lane.rank()).build();
  }

  private Scheduler scheduler(int threads) {
    var pool = new Pool(threads);
    return Scheduler.create(database, task())
        .jdbcCustomization(new PostgreSqlJdbcCustomization(SELECT_BEFORE_UPDATE, false))
        .schedulerName(new SchedulerName.Fixed(name.text()))
        .serializer(new JacksonSerializer(json))
        .threads(threads)
        .executorService(pool)
        .pollingInterval(POLL)
        .pollUsingLockAndFetch(0.5, 1)
        .enablePriority()
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(SILENT_HEARTBEATS)
        .shutdownMaxWait(SHUTDOWN)
        .failureLogging(LogLevel.WARN, false)
        .build();
  }

  private CustomTask<Lane> task() {
    return Tasks.custom(TASK)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
        .onDeadExecution(LaneQueue::revive)
        .execute((instance, context) -> advance(instance.getData()));
  }

  private CompletionHandler<Lane> advance(Lane lane) {
    try {
      Optional<LaneWork.Rest> rest = work.advance(lane);
      return rest.map(this::split)
          .<CompletionHandler<Lane>>map(LaneQueue::later)
          .orElseGet(CompletionHandler.OnCompleteRemove::new);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later(new LaneWork.Rest(lane, Duration.ZERO, false));
    }
  }

  /** Makes a lane of its own of the second half; should this fail half-way, both are computed. */
  private LaneWork.Rest split(LaneWork.Rest rest) {
    Lane lane = rest.lane();
    if (!rest.split() || lane.to() - lane.from() < 2) {
      return rest;
    }
    int lanes = table.attendance(lane.experiment()).lanes();
    if (lanes >= Lane.MOST) {
      return rest;
    }
    scheduler.scheduleIfNotExists(instance(lane.secondHalf(lanes)), Instant.now());
    return new LaneWork.Rest(lane.firstHalf(), rest.pause(), false);
  }

  private static CompletionHandler<Lane> later(LaneWork.Rest rest) {
    return (complete, operations) ->
        operations.reschedule(complete, Instant.now().plus(rest.pause()), rest.lane());
  }

  private static void revive(ExecutionComplete complete, ExecutionOperations<Lane> operations) {
    var lane = (Lane) complete.getExecution().taskInstance.getData();
    LOG.infof(
        "The worker on cells %d to %d of experiment %s was lost; another one takes over.",
        lane.from(), lane.to() - 1, lane.experiment());
    operations.reschedule(complete, Instant.now(), lane.lostOnceMore());
  }

  /** Looks for the next lane as soon as a thread is free. */
  private final class Pool extends ThreadPoolExecutor {

    private Pool(int threads) {
      super(
          threads,
          threads,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("worker-", 0).factory());
    }

    @Override
    protected void afterExecute(Runnable turn, @org.jspecify.annotations.Nullable Throwable fault) {
      look();
    }
  }
}
