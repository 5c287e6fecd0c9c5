package org.diaflow.service.fuzz;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.diaflow.service.Experiment;
import org.diaflow.service.TestDatabase;
import org.junit.jupiter.api.Test;

/**
 * Malformed requests, made from the service's own OpenAPI document: each is refused, soon, in good
 * order, and leaves nothing behind. {@code -Ddiaflow.fuzz=10000} sets how many, {@code
 * -Ddiaflow.fuzz.seed=N} from which seed on; request n is that of seed N + n, whatever the others.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class FuzzTest {

  private static final int REQUESTS = Integer.getInteger("diaflow.fuzz", 600);
  private static final long SEED = Long.getLong("diaflow.fuzz.seed", 20_260_101);
  private static final int PATIENCE_MILLIS = 15_000;
  private static final int LONGEST_SHOWN = 600;

  @Inject DataSource database;

  private final Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();
  private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();

  @Test
  void malformedRequestsAreRefusedAndLeaveNothing() throws Exception {
    var experiment = Experiment.submit("[\"limit\"]");
    experiment.await("DONE");
    String problem = experiment.view().getString("problems[0].problem");
    var document = new ObjectMapper().readTree(given().get("/q/openapi?format=json").asString());
    URI service = URI.create(RestAssured.baseURI + ":" + RestAssured.port);
    var requests =
        new Requests(document, service.getAuthority(), List.of(experiment.id(), problem));
    Map<String, Long> before = rows();

    try (var threads = Executors.newFixedThreadPool(4)) {
      for (long seed = SEED; seed < SEED + REQUESTS; seed++) {
        long mine = seed;
        threads.execute(() -> send(service, mine, requests.of(mine)));
      }
    }

    System.out.printf("%d malformed requests, answers by status: %s%n", REQUESTS, answers);
    assertTrue(faults.isEmpty(), () -> String.join("\n\n", faults.stream().limit(20).toList()));
    assertEquals(before, rows());
    assertEquals("DONE", experiment.state());
  }

  private void send(URI service, long seed, Requests.Request request) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      String answer = exchange(socket, request);
      judge(seed, request, answer);
    } catch (SocketTimeoutException e) {
      fault(seed, request, "no answer in %d ms".formatted(PATIENCE_MILLIS));
    } catch (IOException e) {
      if (request.complete()) {
        fault(seed, request, e.toString());
      }
    }
  }

  private static String exchange(Socket socket, Requests.Request request) throws IOException {
    try {
      socket.getOutputStream().write(request.bytes());
      socket.getOutputStream().flush();
      if (!request.complete()) {
        socket.shutdownOutput();
      }
    } catch (IOException refusedEarly) {
      // the answer may be there all the same
    }
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readNBytes(100_000), StandardCharsets.UTF_8);
    }
  }

  private void judge(long seed, Requests.Request request, String answer) {
    int status = status(answer);
    answers.merge(status, 1, Integer::sum);
    if (status >= 500 || status == 429 || (status == 0 && request.complete())) {
      fault(seed, request, answer);
    } else if (status / 100 == 2 && request.stores()) {
      fault(seed, request, "accepted: " + answer);
    }
  }

  /** The status of an answer, behind an invitation to go on if there is one; 0 if it is none. */
  private static int status(String answer) {
    String last =
        answer.startsWith("HTTP/1.1 100")
            ? answer.substring(answer.indexOf("\r\n\r\n") + 4)
            : answer;
    return last.startsWith("HTTP/1.") ? Integer.parseInt(last.substring(9, 12)) : 0;
  }

  private void fault(long seed, Requests.Request request, String answer) {
    faults.add(
        "seed %d%n%s%n→ %s"
            .formatted(
                seed, shown(new String(request.bytes(), StandardCharsets.UTF_8)), shown(answer)));
  }

  private static String shown(String text) {
    return text.length() <= LONGEST_SHOWN
        ? text
        : text.substring(0, LONGEST_SHOWN) + "… (%d in all)".formatted(text.length());
  }

  /** How many rows every table has. */
  private Map<String, Long> rows() throws SQLException {
    var rows = new TreeMap<String, Long>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      for (String table : tables(statement)) {
        try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
          count.next();
          rows.put(table, count.getLong(1));
        }
      }
    }
    return rows;
  }

  private static List<String> tables(Statement statement) throws SQLException {
    var tables = new ArrayList<String>();
    try (ResultSet found =
        statement.executeQuery(
            "select quote_ident(tablename) from pg_tables where schemaname = 'public'")) {
      while (found.next()) {
        tables.add(found.getString(1));
      }
    }
    return tables;
  }
}
