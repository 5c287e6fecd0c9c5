package org.diaflow.service.experiment.work;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.diaflow.service.EventStream;
import org.diaflow.service.Experiment;
import org.diaflow.service.TestDatabase;
import org.diaflow.service.queue.CellRangeQueue;
import org.junit.jupiter.api.Test;

/** An experiment whose process died is taken up by the next one. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class RecoveryTest {

  private static final int CELLS = 14;

  @Inject DataSource database;
  @Inject CellRangeQueue queue;
  @Inject WorkerLifecycle lifecycle;

  @Test
  void whatWasLeftIsComputedAndNothingTwice() throws Exception {
    var experiment = pausedAfterSomeCells();
    // what a killed process leaves behind: the row says RUNNING and its range is held
    holdRange(experiment, deadProcess());
    run("update experiment set state = 'RUNNING' where id = '%s'", experiment.id());
    assertEquals("RUNNING", experiment.state());

    lifecycle.takeUp();

    experiment.await("DONE");
    List<EventStream.Event> events = assertEveryCellOnce(experiment);
    assertTrue(
        events.stream().anyMatch(event -> event.data().contains("The service was restarted.")));
  }

  @Test
  void rangesThatWereLostAreReplaced() throws Exception {
    var experiment = pausedAfterSomeCells();
    run("update experiment set state = 'RUNNING' where id = '%s'", experiment.id());
    experiment.await("DONE"); // looked after every five seconds
    assertEveryCellOnce(experiment);
  }

  @Test
  void aSilentWorkerLosesItsRange() throws Exception {
    var experiment = pausedAfterSomeCells();
    holdRange(experiment, "another-host:1:1");
    run("update experiment set state = 'RUNNING' where id = '%s'", experiment.id());
    experiment.await("DONE"); // taken over after eight seconds of silence
    assertEveryCellOnce(experiment);
  }

  /** What a later version stored is shown as far as it is understood, and left to that version. */
  @Test
  void whatALaterVersionStoredIsLeftToIt() throws Exception {
    var experiment = pausedAfterSomeCells();
    var later = new Experiment("later");
    run(
        """
        insert into experiment (id, name, kind, tags, state, created, document, manifest,
          cells_done, cells_total, last_sequence, format)
        select 'later', name, kind, tags, 'RUNNING', created,
          replace(document, '"kind"', '"ofAnotherTime": 1, "kind"'), manifest, 0, cells_total, 1, 3
        from experiment where id = '%s'
        """,
        experiment.id());
    run(
        """
        insert into cell (experiment_id, cell_index, depth, alpha, seed, engine, problem_id,
          stop_reason, error_l1, has_trajectory, sequence)
        select 'later', 0, depth, alpha, seed, engine, problem_id,
          stop_reason, error_l1, has_trajectory, sequence
        from cell where experiment_id = '%s' order by cell_index limit 1
        """,
        experiment.id());
    holdRange(later, deadProcess()); // a worker of this version gets it when its holder is gone
    lifecycle.takeUp();
    Thread.sleep(4000);
    assertEquals(0, later.view().getInt("progress.done"));
    assertTrue(Set.of("QUEUED", "RUNNING").contains(later.state()));
    assertEquals(1, queue.attendance("later").ranges());
    given().get("/api/experiments/later/cells").then().statusCode(409);
    given()
        .get("/api/experiments/later/cells?size=1") // one that has ended
        .then()
        .statusCode(200)
        .body("items[0].stopReason", notNullValue());
    later.ask("pause").statusCode(200);
    later.ask("resume").statusCode(409).body("errors[0].field", equalTo("format"));
    given().delete("/api/experiments/later").then().statusCode(204);
    experiment.ask("cancel").statusCode(200);
  }

  private Experiment pausedAfterSomeCells() {
    var experiment = Experiment.submit(Experiment.slow(300));
    experiment.awaitDone(3);
    experiment.ask("pause").statusCode(200);
    Awaitility.await().until(() -> queue.attendance(experiment.id()).ranges() == 0);
    assertTrue(experiment.view().getInt("progress.done") < CELLS);
    return experiment;
  }

  private void holdRange(Experiment experiment, String holder) throws SQLException {
    run(
        """
        insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,
          picked_by, last_heartbeat, version, priority)
        select 'lane', id || '/test', convert_to(
            '{"experiment": "' || id || '", "generation": ' || generation
            || ', "start": 0, "rank": 0, "from": 0, "to": %d, "lost": 0}', 'UTF8'),
          now() + interval '2 seconds', true, '%s', now(), 1, 0 -- due when all has been looked at
        from experiment where id = '%s'
        """,
        CELLS, holder, experiment.id());
  }

  private static String deadProcess() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    String own = org.diaflow.service.queue.TestNames.own();
    String host = own.substring(0, own.indexOf(':'));
    return "%s:%d:1".formatted(host, process.pid());
  }

  private void run(String sql, Object... values) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql.formatted(values));
    }
  }

  private static List<EventStream.Event> assertEveryCellOnce(Experiment experiment)
      throws Exception {
    try (var stream = EventStream.open(experiment)) {
      List<EventStream.Event> events = stream.all();
      List<String> cells =
          events.stream()
              .filter(event -> event.name().equals("cell"))
              .map(event -> JsonPath.from(event.data()).getString("index"))
              .toList();
      assertEquals(CELLS, cells.size());
      assertEquals(CELLS, cells.stream().distinct().count());
      return events;
    }
  }
}
