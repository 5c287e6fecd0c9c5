package org.diaflow.service.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.diaflow.service.TestDatabase;
import org.junit.jupiter.api.Test;

/** Tokens of a real Keycloak: whose are taken, and what each user may see and do. */
@QuarkusTest
@QuarkusTestResource(value = TestDatabase.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = Keycloak.class, restrictToAnnotatedClass = true)
class AccountsTest {

  private static final String DOCUMENT =
      """
      {"kind": "error-vs-scale",
       "problem": {"matrix": [[%s, 2]], "observations": [1]}, "depths": [2], "alphas": [0.1]}
      """;

  @Test
  void nobodyGetsInWithoutATokenButHealthIsOpen() {
    given().get("/q/health/live").then().statusCode(200);
    for (String path : new String[] {"/api/plugins", "/api/experiments", "/api/audit", "/api/x"}) {
      refused(given().get(path).then()).header("WWW-Authenticate", "Bearer");
    }
    refused(given().contentType(ContentType.JSON).body("{}").post("/api/limits").then());
  }

  @Test
  void aTokenForSomebodyElseIsRefused() {
    refused(as(Keycloak.token("alice", "elsewhere")).get("/api/plugins").then());
  }

  @Test
  void anExpiredTokenIsRefused() {
    String brief = Keycloak.token("alice", "brief");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> as(brief).get("/api/plugins").statusCode() == 401);
    refused(as(brief).get("/api/plugins").then());
  }

  @Test
  void aTokenSignedBySomebodyElseIsRefused() throws GeneralSecurityException {
    String[] parts = Keycloak.token("ada", "diaflow").split("\\.", -1);
    as(String.join(".", parts)).get("/api/plugins").then().statusCode(200);
    refused(as(signed(parts[0], parts[1])).get("/api/plugins").then());
    refused(as(signed(encoded("{\"alg\":\"RS256\"}"), parts[1])).get("/api/plugins").then());
    refused(as(encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".").get("/api/plugins").then());
    refused(as(parts[0] + "." + parts[1]).get("/api/plugins").then());
    refused(as("x").get("/api/plugins").then());
  }

  @Test
  void whoHasNoRoleIsTold() {
    as(Keycloak.token("nobody", "diaflow"))
        .get("/api/plugins")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("detail", containsString("nobody has no role"));
  }

  @Test
  void aViewerReadsOnly() {
    String victor = Keycloak.token("victor", "diaflow");
    as(victor).get("/api/plugins").then().statusCode(200);
    as(victor).get("/api/experiments").then().statusCode(200);
    submit(victor, 1)
        .statusCode(403)
        .body("errors[0].value", equalTo("viewer"))
        .body("errors[0].remedy", containsString("researcher"));
    as(victor).get("/api/audit").then().statusCode(403);
  }

  @Test
  void aPrivateExperimentIsThereForItsOwnerAndAdministratorsOnly() {
    String alice = Keycloak.token("alice", "diaflow");
    String bob = Keycloak.token("bob", "diaflow");
    String ada = Keycloak.token("ada", "diaflow");
    String id =
        submit(alice, 3)
            .statusCode(201)
            .body("owner", equalTo("alice"))
            .body("visibility", equalTo("private"))
            .extract()
            .path("id");
    String experiment = "/api/experiments/" + id;
    String problem =
        "/api/problems/" + as(alice).get(experiment).then().extract().path("problems[0].problem");

    for (String part :
        new String[] {"", "/cells", "/cells/0/trajectory", "/comparison", "/export", "/events"}) {
      as(bob).get(experiment + part).then().statusCode(404);
    }
    for (String verb : new String[] {"/pause", "/resume", "/cancel", "/share"}) {
      as(bob).post(experiment + verb).then().statusCode(404);
    }
    as(bob).delete(experiment).then().statusCode(404);
    as(bob).get(experiment).then().body("detail", startsWith("There is no experiment"));
    as(bob).get("/api/experiments").then().body("items.id", not(hasItem(id)));
    as(bob).get(problem).then().statusCode(404);
    as(bob).get("/api/problems").then().body("items.size()", equalTo(0));
    as(bob)
        .contentType(ContentType.JSON)
        .body("{\"id\": \"%s\"}".formatted(problem.substring("/api/problems/".length())))
        .post("/api/problems")
        .then()
        .statusCode(404);

    as(alice).get(problem).then().statusCode(200);
    as(alice).get("/api/experiments").then().body("items.id", hasItem(id));
    as(ada).get("/api/experiments").then().body("items.id", hasItem(id));
    as(ada).get(experiment + "/cells").then().statusCode(200);
    as(ada).post(experiment + "/pause").then().statusCode(not(equalTo(404)));

    as(alice).post(experiment + "/share").then().statusCode(204);
    as(bob).get(experiment).then().statusCode(200).body("visibility", equalTo("shared"));
    as(bob).get(problem).then().statusCode(200);
    as(bob).get("/api/experiments").then().body("items.id", hasItem(id));
    as(bob).post(experiment + "/cancel").then().statusCode(403);
    as(bob).delete(experiment).then().statusCode(403);
    as(alice).delete(experiment + "/share").then().statusCode(204);
    as(bob).get(experiment).then().statusCode(404);
    as(alice).delete(experiment).then().statusCode(204);

    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                as(ada)
                    .get("/api/audit?size=1000")
                    .then()
                    .statusCode(200)
                    .body(
                        "items.findAll { it.subject == '%s' }.action".formatted(id),
                        hasItems("submit", "share", "unshare", "delete"))
                    .body(
                        "items.findAll { it.userName == 'bob' && it.status == 404 }.action",
                        hasItems("read", "cancel", "delete"))
                    .body(
                        "items.findAll { it.userName == 'bob' && it.status == 403 }.action",
                        hasItems("cancel", "delete")));
  }

  @Test
  void equalProblemsOfTwoPeopleAreEachOnesOwn() {
    String alice = Keycloak.token("alice", "diaflow");
    String bob = Keycloak.token("bob", "diaflow");
    String stated = "{\"matrix\": [[7, 2, 1]], \"observations\": [1]}";
    String id =
        json(alice).body(stated).post("/api/problems").then().statusCode(201).extract().path("id");
    as(bob).get("/api/problems/" + id).then().statusCode(404);
    json(bob).body(stated).post("/api/problems").then().statusCode(200);
    as(bob).get("/api/problems/" + id).then().statusCode(200);
  }

  @Test
  void whoWouldKeepTooManyCellsIsTold() {
    String many =
        DOCUMENT
            .formatted(5)
            .replace("[0.1]", "{\"from\": 1, \"to\": 1e-20, \"pointsPerDecade\": 9}");
    json(Keycloak.token("bob", "diaflow"))
        .body(many)
        .post("/api/experiments")
        .then()
        .statusCode(429)
        .body("detail", containsString("more than the " + Keycloak.MOST_CELLS + " allowed"))
        .body("errors[0].field", equalTo("cells"));
    json(Keycloak.token("ada", "diaflow"))
        .body(many)
        .post("/api/experiments")
        .then()
        .statusCode(201);
  }

  /** Its body arrives while the token is still being checked. */
  @Test
  void aLargeUploadComesThrough() {
    String matrix = ("1," + "0,".repeat(998) + "1\n").repeat(400);
    as(Keycloak.token("alice", "diaflow"))
        .multiPart("matrix", "a.csv", matrix.getBytes(StandardCharsets.UTF_8))
        .multiPart("observations", "y.csv", "1\n".repeat(400).getBytes(StandardCharsets.UTF_8))
        .post("/api/problems")
        .then()
        .statusCode(201)
        .body("columns", equalTo(1000));
  }

  private static ValidatableResponse submit(String token, int entry) {
    return json(token).body(DOCUMENT.formatted(entry)).post("/api/experiments").then();
  }

  private static RequestSpecification json(String token) {
    return as(token).contentType(ContentType.JSON);
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static ValidatableResponse refused(ValidatableResponse response) {
    return response
        .statusCode(401)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("Authorization"))
        .body("errors[0].remedy", not(equalTo("")));
  }

  private static String signed(String header, String payload) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(generator.generateKeyPair().getPrivate());
    signature.update((header + "." + payload).getBytes(StandardCharsets.US_ASCII));
    return header + "." + payload + "." + encoded(signature.sign());
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
