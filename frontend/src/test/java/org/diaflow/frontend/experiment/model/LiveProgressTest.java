package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.diaflow.api.ExperimentView;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.experiment.model.LiveProgress.Sum;
import org.diaflow.frontend.fake.FakeBackend;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

  private static final int MILLISECONDS_PER_CELL = 20;

  private final BlockingQueue<Sum> heard = new LinkedBlockingQueue<>();

  @Test
  void severalExperimentsAreFollowedUntilTheLastOneHasEnded() throws Exception {
    try (var backend = new FakeBackend(0, MILLISECONDS_PER_CELL)) {
      LabClient lab = client(backend);
      List<ExperimentView> both = List.of(submitted(lab), submitted(lab));
      long total = both.stream().mapToLong(one -> one.progress().total()).sum();
      try (var progress = new LiveProgress(lab, both, heard::add, Duration.ofMillis(1))) {
        assertFalse(progress.now().ended());
        Sum last = next();
        assertFalse(last.ended());
        while (!last.ended()) {
          Sum now = next();
          assertTrue(now.done() >= last.done(), () -> "fewer cells: " + now);
          last = now;
        }
        assertEquals(new Sum(total, true), last);
      }

      List<ExperimentView> ended = both.stream().map(one -> lab.experiment(one.id())).toList();
      try (var progress = new LiveProgress(lab, ended, heard::add, Duration.ofMillis(1))) {
        assertEquals(new Sum(total, true), progress.now());
        assertNull(heard.poll(400, TimeUnit.MILLISECONDS));
      }
    }
  }

  @Test
  void nothingIsHeardOnceItIsClosed() throws Exception {
    try (var backend = new FakeBackend(0, MILLISECONDS_PER_CELL)) {
      LabClient lab = client(backend);
      var progress =
          new LiveProgress(lab, List.of(submitted(lab)), heard::add, Duration.ofMillis(1));
      next();
      progress.close();
      heard.poll(300, TimeUnit.MILLISECONDS); // what was under way
      heard.clear();
      assertNull(heard.poll(600, TimeUnit.MILLISECONDS));
    }
  }

  private Sum next() throws InterruptedException {
    Sum next = heard.poll(20, TimeUnit.SECONDS);
    assertNotNull(next, "nothing is heard");
    return next;
  }

  private static LabClient client(FakeBackend backend) {
    return new LabClient(URI.create("http://127.0.0.1:" + backend.port()));
  }

  private static ExperimentView submitted(LabClient lab) throws IOException {
    return lab.submit(Preset.TIGHTNESS.document());
  }
}
