package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.diaflow.api.CurvesView;
import org.diaflow.frontend.client.BackendException;
import org.diaflow.frontend.client.CurvesRequest;
import org.diaflow.frontend.experiment.model.LiveQuery.Answer;
import org.diaflow.frontend.fake.Curves;
import org.junit.jupiter.api.Test;

class LiveQueryTest {

  private static final CurvesRequest FIRST = CurvesRequest.usual(List.of("1"));
  private static final CurvesRequest SECOND = CurvesRequest.usual(List.of("2"));

  private final BlockingQueue<CurvesRequest> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer<CurvesRequest, CurvesView>> heard =
      new LinkedBlockingQueue<>();
  private final Semaphore answers = new Semaphore(0);
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final LiveQuery<CurvesRequest, CurvesView> curves =
      new LiveQuery<>(this::answer, heard::add, Duration.ofMillis(1));

  @Test
  void aRequestIsAskedOnceUntilItIsOutdated() throws InterruptedException {
    answers.release(10);
    curves.show(FIRST);
    assertEquals(FIRST, next().request());
    curves.show(FIRST);
    assertNull(heard.poll(50, TimeUnit.MILLISECONDS));
    curves.advanced();
    assertEquals(FIRST, next().request());
    assertEquals(2, asked.size());
  }

  @Test
  void oneRequestIsUnderWayAtATime() throws InterruptedException {
    curves.show(FIRST);
    assertNotNull(asked.poll(20, TimeUnit.SECONDS));
    for (int k = 0; k < 20; k++) {
      curves.askNow();
      curves.advanced();
    }
    Thread.sleep(50); // time for another request to be begun, were it not held back
    assertEquals(0, asked.size());
    answers.release(100);
    next();
    next();
    assertEquals(1, most.get());
    assertTrue(asked.size() < 20, "what became outdated meanwhile is asked together");
  }

  /** An answer to what is no longer shown is not heard; the one to the latest choice is. */
  @Test
  void theLatestChoiceWins() throws InterruptedException {
    curves.show(FIRST);
    assertNotNull(asked.poll(20, TimeUnit.SECONDS));
    curves.show(SECOND);
    answers.release(10);
    assertEquals(SECOND, next().request());
    assertNull(heard.poll(50, TimeUnit.MILLISECONDS));
  }

  @Test
  void failuresAreHeardAndDoNotEndIt() throws InterruptedException {
    var failing =
        new LiveQuery<CurvesRequest, CurvesView>(
            request -> {
              throw new BackendException("Busy.", 503, List.of());
            },
            heard::add,
            Duration.ofMillis(1));
    failing.show(FIRST);
    assertEquals("Busy.", assertNotNullFailure(next()).sentence());
    failing.advanced();
    assertEquals("Busy.", assertNotNullFailure(next()).sentence());
  }

  private static BackendException assertNotNullFailure(Answer<CurvesRequest, CurvesView> answer) {
    return java.util.Objects.requireNonNull(answer.failure());
  }

  private Answer<CurvesRequest, CurvesView> next() throws InterruptedException {
    return java.util.Objects.requireNonNull(heard.poll(20, TimeUnit.SECONDS));
  }

  private CurvesView answer(CurvesRequest request) {
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    asked.add(request);
    answers.acquireUninterruptibly();
    underWay.decrementAndGet();
    return Curves.view();
  }
}
