package org.diaflow.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.diaflow.spi.Budget;
import org.junit.jupiter.api.Test;

/** What plug-ins may do to the thread they are called on. */
class AbandonableThreadTest {

  private static final Budget EXHAUSTED = () -> true;

  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch returned = new CountDownLatch(1);

  private String stubborn() throws InterruptedException {
    release.await();
    returned.countDown();
    return "too late";
  }

  private static int endless(int depth) {
    return depth < 0 ? depth : 1 + endless(depth + 1);
  }

  @Test
  void plugInsAreCalledOnTheExpendableThreadItself() throws Exception {
    boolean same =
        AbandonableThread.run(
            "test",
            () -> {
              Thread outside = Thread.currentThread();
              return PluginGuard.call(
                  "quick", Budget.UNLIMITED, () -> Thread.currentThread() == outside);
            });
    assertTrue(same);
  }

  @Test
  void whoWaitsGoesOnWithoutAStubbornPlugInAndItsWorkGoesNoFurther() throws Exception {
    var wentOn = new AtomicBoolean();
    var toldLater = new AtomicBoolean();
    var left =
        assertThrows(
            PluginHungException.class,
            () ->
                AbandonableThread.run(
                    "test",
                    () -> {
                      PluginGuard.call(
                          "stubborn",
                          EXHAUSTED,
                          () -> {
                            String answer = stubborn();
                            toldLater.set(AbandonableThread.leftBehind());
                            return answer;
                          });
                      wentOn.set(true);
                      return "";
                    }));
    assertEquals(
        "Plug-in 'stubborn' ignored its budget for 5 s and was left behind; remove or repair it.",
        left.getMessage());
    release.countDown();
    assertTrue(returned.await(10, TimeUnit.SECONDS));
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread instanceof AbandonableThread) {
        thread.join(10_000);
      }
    }
    assertTrue(toldLater.get(), "a listener can tell that nobody listens any more");
    assertFalse(wentOn.get(), "what follows the call is no longer done");
  }

  @Test
  void withoutAnExpendableThreadTheStubbornPlugInGetsOneOfItsOwn() {
    var failure =
        assertThrows(
            PluginGuard.Failure.class,
            () -> PluginGuard.call("stubborn", EXHAUSTED, this::stubborn));
    assertTrue(String.valueOf(failure.getMessage()).contains("left behind"), failure.getMessage());
    release.countDown();
  }

  @Test
  void afterOverflowingTheStackAndInterruptingItselfTheThreadGoesOn() throws Exception {
    String result =
        AbandonableThread.run(
            "test",
            () -> {
              var failure =
                  assertThrows(
                      PluginGuard.Failure.class,
                      () -> PluginGuard.call("deep", Budget.UNLIMITED, () -> endless(0)));
              assertTrue(String.valueOf(failure.getMessage()).contains("StackOverflowError"));
              PluginGuard.call(
                  "rude",
                  Budget.UNLIMITED,
                  () -> {
                    Thread.currentThread().interrupt();
                    return "";
                  });
              Thread.sleep(1);
              return "fine";
            });
    assertEquals("fine", result);
  }

  @Test
  void whatTheWorkThrowsIsTheCauseOfWhatIsThrown() {
    var fault = new IllegalStateException("on purpose");
    var thrown =
        assertThrows(
            ExecutionException.class,
            () ->
                AbandonableThread.run(
                    "test",
                    () -> {
                      throw fault;
                    }));
    assertSame(fault, thrown.getCause());
  }
}
