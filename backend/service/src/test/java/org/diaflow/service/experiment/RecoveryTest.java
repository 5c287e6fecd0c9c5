package org.diaflow.service.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import org.diaflow.service.EventStream;
import org.diaflow.service.Experiment;
import org.diaflow.service.TestDatabase;
import org.junit.jupiter.api.Test;

/** An experiment whose process died is taken up by the next one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RecoveryTest {

  @Inject Scheduler scheduler;
  @Inject Lifecycle lifecycle;

  @Test
  void whatWasLeftIsComputedAndNothingTwice() throws Exception {
    var experiment =
        Experiment.submit(Experiment.slow(600)); // still at work when a busy machine looks
    experiment.awaitDone(3);
    scheduler.stop(experiment.id()); // as if the process had been killed: the row says RUNNING
    assertEquals("RUNNING", experiment.state());
    lifecycle.takeUp();
    experiment.await("DONE");
    try (var stream = EventStream.open(experiment)) {
      List<EventStream.Event> events = stream.all();
      List<String> cells =
          events.stream()
              .filter(event -> event.name().equals("cell"))
              .map(event -> JsonPath.from(event.data()).getString("index"))
              .toList();
      assertEquals(14, cells.size());
      assertEquals(14, cells.stream().distinct().count());
      assertTrue(
          events.stream().anyMatch(event -> event.data().contains("The service was restarted.")));
    }
  }
}
