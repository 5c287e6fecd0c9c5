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
 * The queue of cell ranges that wait or are being computed, in the database, so that they survive
 * everything and any number of processes share them. A range is handed out for a slice of about a
 * second; its holder reports every two seconds that it is alive, and loses the range after eight
 * seconds of silence.
 *
 * <p>The k-th range of every experiment goes before the (k+1)-th of any: the experiment that has
 * got least so far is next, and a small experiment never waits for a huge one.
 */
@ApplicationScoped
public class CellRangeQueue {

  private static final Logger LOG = Logger.getLogger(CellRangeQueue.class);
  // Stored tasks of all versions have this name.
  private static final TaskDescriptor<CellRange> TASK = TaskDescriptor.of("lane", CellRange.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final int SILENT_HEARTBEATS = 4;
  private static final Duration RETRY = Duration.ofSeconds(2);
  // "update ... where id in (select ... limit n for update skip locked)" updates more than n rows
  // whenever PostgreSQL chooses to join the two by nested loops.
  private static final boolean SELECT_BEFORE_UPDATE = true;
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  private final CellRangeWork work;
  private final CellRangeTable table;
  private final DataSource database;
  private final ObjectMapper json;
  private final ProcessName name = ProcessName.own();
  private Scheduler scheduler;

  CellRangeQueue(CellRangeWork work, CellRangeTable table, DataSource database, ObjectMapper json) {
    this.work = work;
    this.table = table;
    this.database = database;
    this.json = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    this.scheduler = scheduler(1);
  }

  /** Frees the ranges of processes of this machine that have ended without handing them back. */
  public void release() {
    for (String holder : table.holders()) {
      if (name.outlives(holder)) {
        LOG.infof("Process %s of this machine is gone; its cell ranges are free again.", holder);
        table.release(holder);
      }
    }
  }

  /**
   * Starts {@code slices} threads that compute ranges; with none, ranges are left to other
   * processes.
   */
  public void start(int slices) {
    if (slices > 0) {
      scheduler = scheduler(slices);
      scheduler.start();
    }
  }

  /** Hands back every range; the slices under way must have been stopped before. */
  public void stop() {
    scheduler.stop();
  }

  /** Adds ranges, which must be new. */
  public void add(List<CellRange> ranges) {
    var instances = new ArrayList<TaskInstance<?>>();
    ranges.forEach(range -> instances.add(instance(range)));
    scheduler.scheduleBatch(instances, Instant.now());
    poll();
  }

  /** Deletes the ranges of {@code experiment} except those being computed at this moment. */
  public void drop(String experiment) {
    table.drop(experiment);
  }

  /** The number of ranges of {@code experiment}, and when a worker last reported to compute one. */
  public CellRangeTable.Attendance attendance(String experiment) {
    return table.attendance(experiment);
  }

  /** Looks for ranges at once, not only a quarter of a second later. */
  public void poll() {
    scheduler.triggerCheckForDueExecutions();
  }

  private static TaskInstance<CellRange> instance(CellRange range) {
    return TASK.instance(range.id()).data(range).priority(-range.rank()).build();
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

  private CustomTask<CellRange> task() {
    return Tasks.custom(TASK)
        .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
        .onDeadExecution(CellRangeQueue::revive)
        .execute((instance, context) -> advance(instance.getData()));
  }

  private CompletionHandler<CellRange> advance(CellRange range) {
    try {
      Optional<CellRangeWork.Remainder> remainder = work.advance(range);
      return remainder
          .map(this::split)
          .<CompletionHandler<CellRange>>map(CellRangeQueue::later)
          .orElseGet(CompletionHandler.OnCompleteRemove::new);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return later(new CellRangeWork.Remainder(range, Duration.ZERO, false));
    }
  }

  /** Makes a range of its own of the second half; should this fail half-way, both are computed. */
  private CellRangeWork.Remainder split(CellRangeWork.Remainder remainder) {
    CellRange range = remainder.range();
    if (!remainder.split() || range.to() - range.from() < 2) {
      return remainder;
    }
    int ranges = table.attendance(range.experiment()).ranges();
    if (ranges >= CellRange.MOST) {
      return remainder;
    }
    scheduler.scheduleIfNotExists(instance(range.secondHalf(ranges)), Instant.now());
    return new CellRangeWork.Remainder(range.firstHalf(), remainder.pause(), false);
  }

  private static CompletionHandler<CellRange> later(CellRangeWork.Remainder remainder) {
    return (complete, operations) ->
        operations.reschedule(complete, Instant.now().plus(remainder.pause()), remainder.range());
  }

  private static void revive(
      ExecutionComplete complete, ExecutionOperations<CellRange> operations) {
    var range = (CellRange) complete.getExecution().taskInstance.getData();
    LOG.infof(
        "The worker on cells %d to %d of experiment %s was lost; another one takes over.",
        range.from(), range.to() - 1, range.experiment());
    operations.reschedule(complete, Instant.now(), range.lostOnceMore());
  }

  /** Looks for the next range as soon as a thread is free. */
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
    protected void afterExecute(
        Runnable slice, @org.jspecify.annotations.Nullable Throwable fault) {
      poll();
    }
  }
}
