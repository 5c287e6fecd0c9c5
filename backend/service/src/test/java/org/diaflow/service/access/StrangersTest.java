package org.diaflow.service.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.diaflow.service.TestDatabase;
import org.diaflow.service.database.BlockingTransactions;
import org.diaflow.service.database.Transactions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without accounts: who is kept out all the same. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class StrangersTest {

  @Inject Transactions transactions;

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil", "10.0.0.1"})
  void aNameThatIsNotThisMachinesIsRefused(String host) {
    given()
        .header("Host", host)
        .get("/api/plugins")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("Host"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:1", "127.0.0.1", "127.1.2.3:80", "[::1]:8080"})
  void thisMachinesNamesAreTaken(String host) {
    given().header("Host", host).get("/api/plugins").then().statusCode(200);
  }

  @Test
  void aPageOfAnotherSiteChangesNothing() {
    given()
        .header("Origin", "http://evil.example")
        .multiPart("matrix", "a.csv", new byte[] {'1'})
        .post("/api/problems")
        .then()
        .statusCode(403)
        .body("errors[0].field", equalTo("Origin"));
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .delete("/api/experiments/none")
        .then()
        .statusCode(403);
    given().header("Origin", "null").post("/api/experiments/x/cancel").then().statusCode(403);
    given()
        .header("Sec-Fetch-Site", "same-origin")
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/experiments")
        .then()
        .statusCode(400);
  }

  @Test
  void browsersAreToldToDoNothingWithAnswers() {
    given()
        .get("/api/plugins")
        .then()
        .header("Content-Security-Policy", containsString("default-src 'none'"))
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer");
  }

  /** A path nobody thought of is for administrators; one that is meant for others must say so. */
  @Test
  void everyOperationHasARule() throws IOException {
    JsonNode paths =
        new ObjectMapper().readTree(given().get("/q/openapi?format=json").asString()).get("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        String name = method.getKey().toUpperCase(Locale.ROOT);
        if (method.getValue().has("responses")) {
          var rule = Policy.of(name, path.getKey().replaceAll("[{}]", ""));
          assertTrue(!rule.method().isEmpty(), () -> name + " " + path.getKey());
        }
      }
    }
    assertEquals(Role.ADMIN, Policy.of("GET", "/api/audit").role());
    assertEquals(Role.ADMIN, Policy.of("POST", "/api/plugins").role());
    assertEquals(Role.ADMIN, Policy.of("GET", "/api/experimentsx").role());
  }

  @Test
  void onlyLoopbackGoesWithoutAccounts() {
    var guard = new BindGuard();
    var start = new StartupEvent();
    assertThrows(IllegalStateException.class, () -> guard.check(start, "0.0.0.0", false, "serve"));
    assertThrows(IllegalStateException.class, () -> guard.check(start, "::", false, "serve"));
    assertDoesNotThrow(() -> guard.check(start, "0.0.0.0", true, "serve"));
    assertDoesNotThrow(() -> guard.check(start, "0.0.0.0", false, "worker"));
    assertDoesNotThrow(() -> guard.check(start, "::1", false, "serve"));
  }

  @Test
  void noStatementKeepsTheDatabaseForEver() {
    assertEquals(
        "2min",
        BlockingTransactions.await(
            transactions.run(
                session ->
                    session
                        .createNativeQuery("show statement_timeout", String.class)
                        .getSingleResult())));
  }

  @Test
  void nobodyGetsMoreThanHisShare() {
    var limit = new RateLimit(10, 5);
    int admitted = 0;
    long second = 1_000_000_000;
    for (int k = 0; k < 1000; k++) {
      admitted += limit.take("a", k * second / 100) ? 1 : 0; // 100 a second for 10 s
    }
    assertEquals(5 + 10 * 10, admitted, 1); // the burst, and ten seconds' worth
    assertTrue(limit.has("b", 10 * second));
  }
}
