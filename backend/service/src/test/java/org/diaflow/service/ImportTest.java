package org.diaflow.service;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.diaflow.service.FileBytes.concat;
import static org.diaflow.service.FileBytes.header;
import static org.diaflow.service.FileBytes.npy;
import static org.diaflow.service.FileBytes.text;
import static org.diaflow.service.FileBytes.unzip;
import static org.diaflow.service.FileBytes.zip;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.diaflow.service.FileBytes.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems as NumPy and Matrix Market files, good, bad and mutilated. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ImportTest {

  private static final int MUTILATED = 2000;
  private static final byte[] A = npy("(2, 3)", 1, 0, 2, 0, 1, 1.5);
  private static final byte[] Y = npy("(2,)", 1, -0.25);
  private static final byte[] X = npy("(3,)", 1, -0.25, 0);
  private static final byte[] A_CSV = text("1,0,2\n0,1,1.5\n");
  private static final byte[] Y_CSV = text("1\n-0.25\n");
  private static final byte[] A_MTX =
      text("%%MatrixMarket matrix coordinate real general\n2 3 4\n1 1 1\n1 3 2\n2 2 1\n2 3 1.5\n");
  private static final byte[] Y_MTX =
      text("%%MatrixMarket matrix array real general\n2 1\n1\n-0.25\n");
  private static final byte[] FORTRAN =
      npy(
          2,
          header(">f8", "True", "(2, 3)"),
          FileBytes.doubles(java.nio.ByteOrder.BIG_ENDIAN, 1, 0, 0, 1, 2, 1.5));

  @Test
  void everyFormatIsTheSameProblem() {
    String id = parts("a.csv", A_CSV, "y.csv", Y_CSV).extract().path("id");
    List<byte[]> matrices = List.of(A, A_MTX, FORTRAN);
    for (byte[] matrix : matrices) {
      for (byte[] y : List.of(Y, Y_CSV, Y_MTX, npy("(2, 1)", 1, -0.25), npy("(1, 2)", 1, -0.25))) {
        parts("no name tells", matrix, "", y).statusCode(200).body("id", equalTo(id));
      }
    }
    for (int method : new int[] {ZipEntry.STORED, ZipEntry.DEFLATED}) {
      archive(zip(method, List.of(new Entry("y.npy", Y), new Entry("A.npy", A))))
          .statusCode(200)
          .body("id", equalTo(id));
    }
    var mixed =
        List.of(
            new Entry("../../x/A.mtx", A_MTX), new Entry("y.csv", Y_CSV), new Entry("z.npy", X));
    archive(zip(ZipEntry.DEFLATED, mixed)).statusCode(200).body("id", equalTo(id));
  }

  @Test
  void aPlantedVectorComesWithTheArchive() {
    byte[] other = npy("(2, 3)", 1, 0, 2, 0, 1, 1.75);
    archive(archiveOf(other, Y, X))
        .statusCode(201)
        .body("planted", equalTo(List.of(1f, -0.25f, 0f)))
        .body("provenance", equalTo("Uploaded 2 × 3 matrix"));
  }

  static Stream<Arguments> badParts() {
    byte[] objects = npy(1, header("|O", "False", "(2, 3)"), new byte[48]);
    byte[] bomb = npy("(7000, 7143)", 1, 2, 3);
    byte[] promises = npy("(9223372036854775807, 9223372036854775807)", 1);
    byte[] long4 = npy(2, header("<f8", "False", "(2, 3)"), new byte[48]);
    Arrays.fill(long4, 8, 12, (byte) 0x7f);
    return Stream.of(
        Arguments.of("matrix byte 10", "type |O", objects, Y),
        Arguments.of("matrix byte 8", "2139062143 bytes", long4, Y),
        Arguments.of("matrix", "7000 × 7143", bomb, Y),
        Arguments.of("matrix", "9223372036854775807", promises, Y),
        Arguments.of("matrix", "shape (2,)", Y, Y),
        Arguments.of("matrix byte 0", "not the beginning", text("1,2"), Y),
        Arguments.of("matrix byte 100", "too early", Arrays.copyOf(A, 100), Y),
        Arguments.of("matrix byte " + A.length, "beyond", Arrays.copyOf(A, A.length + 7), Y),
        Arguments.of("matrix row 1, column 2", "NaN", npy("(1, 2)", 1, Double.NaN), Y),
        Arguments.of("matrix row 2, column 1", "Inf", npy("(2, 1)", 1, 1 / 0.0), Y),
        Arguments.of("matrix", "compressed", concat(new byte[] {0x1f, (byte) 0x8b}, A), Y),
        Arguments.of("matrix", "ZIP", archiveOf(A, Y), Y),
        Arguments.of("observations", "2 × 3", A, A),
        Arguments.of("observations", "3 entries long", A, X),
        Arguments.of("observations byte 10", "complex", A, Y),
        Arguments.of("matrix line 3", "3", text(mtx("2 2 1\n3 1 1")), Y),
        Arguments.of("matrix line 2", "entry 1 of 1 is missing", text(mtx("2 2 1")), Y));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badParts")
  void aMistakeInAPartIsNamedAndNothingIsStored(
      String field, String value, byte[] matrix, byte[] y) {
    int before = stored();
    byte[] observations =
        value.equals("complex") ? npy(1, header("<c16", "False", "(2,)"), new byte[32]) : y;
    String name = field.equals("matrix byte 0") ? "a.npy" : "a";
    parts(name, matrix, "y", observations)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field))
        .body(
            "errors[0].value",
            value.equals("complex") ? containsString("c16") : containsString(value))
        .body("errors[0].remedy", not(equalTo("")));
    assertEquals(before, stored());
  }

  static Stream<Arguments> badArchives() {
    byte[] good = archiveOf(A, Y);
    byte[] damaged = good.clone();
    int inside = find(damaged, doubleBytes(1.5));
    damaged[inside + 6] ^= 1;
    byte[] y = npy("(3,)", 1, 2, 3);
    return Stream.of(
        Arguments.of("archive", "not a readable ZIP", text("1,2\n")),
        Arguments.of("archive", "not a readable ZIP", Arrays.copyOf(good, good.length - 30)),
        Arguments.of("archive A", "missing", zip(ZipEntry.STORED, List.of(new Entry("y.npy", Y)))),
        Arguments.of("archive y", "missing", zip(ZipEntry.STORED, List.of(new Entry("A.npy", A)))),
        Arguments.of("archive A", "missing", zip(ZipEntry.STORED, List.of())),
        Arguments.of(
            "archive",
            "two files for A",
            zip(
                ZipEntry.STORED,
                List.of(new Entry("A.npy", A), new Entry("b/A.npy", A), new Entry("y.npy", Y)))),
        Arguments.of("archive y", "3 entries long", archiveOf(A, y)),
        Arguments.of("archive A", "shape (3,)", archiveOf(y, Y)),
        Arguments.of("archive A", "checksum", damaged),
        Arguments.of("archive A byte 100", "too early", archiveOf(Arrays.copyOf(A, 100), Y)),
        Arguments.of(
            "archive A",
            "a ZIP archive",
            zip(ZipEntry.STORED, List.of(new Entry("A.csv", good), new Entry("y.npy", Y)))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("badArchives")
  void aMistakeInAnArchiveIsNamedAndNothingIsStored(String field, String value, byte[] file) {
    int before = stored();
    archive(file)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo(field))
        .body("detail", containsString(value))
        .body("errors[0].remedy", not(equalTo("")));
    assertEquals(before, stored());
  }

  @Test
  void aZipBombIsDefusedWithinAMoment() {
    byte[] zeros = new byte[8 * 3000 * 3000];
    byte[] lines = new byte[zeros.length];
    Arrays.fill(lines, (byte) '\n');
    byte[] rows = "0\n".repeat(zeros.length / 2).getBytes(StandardCharsets.US_ASCII);
    byte[] table = npy(1, header("<f8", "False", "(3000, 3000)"), zeros);
    int before = stored();
    for (byte[] content : List.of(table, rows, lines)) {
      byte[] bomb =
          zip(ZipEntry.DEFLATED, List.of(new Entry("A.csv", content), new Entry("y.npy", Y)));
      assertTrue(bomb.length < 100_000);
      archive(bomb)
          .statusCode(413)
          .contentType("application/problem+json")
          .body("errors[0].field", equalTo("archive"))
          .body("errors[0].value", containsString("inflates to more than 64 MiB"))
          .body("errors[0].remedy", containsString(".npy"))
          .time(lessThan(10_000L));
    }
    // one cell of 72 MB is not even inflated
    archive(zip(ZipEntry.DEFLATED, List.of(new Entry("A.csv", zeros), new Entry("y.npy", Y))))
        .statusCode(400)
        .body("errors[0].remedy", containsString("longer than 4096 characters"))
        .time(lessThan(10_000L));
    assertEquals(before, stored());
  }

  @Test
  void anArchiveComesAlone() {
    given()
        .multiPart("archive", "a.npz", archiveOf(A, Y))
        .multiPart("matrix", "a.npy", A)
        .post("/api/problems")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("archive"))
        .body("errors[0].remedy", containsString("either"));
  }

  @Test
  void equationsWithoutSolutionAreRefusedInEveryFormat() {
    archive(archiveOf(npy("(3, 2)", 1, 0, 0, 1, 1, 1), npy("(3,)", 1, 1, 3)))
        .statusCode(422)
        .body("errors[0].field", containsString("observations"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"npz", "csv", "mtx"})
  void whatIsExportedIsTheSameProblemBitByBit(String format) {
    String id =
        given()
            .contentType(ContentType.JSON)
            .body(
                """
                {"generator": {"kind": "gaussian", "rows": 7, "columns": 19, "sparsity": 3,
                 "noise": 0, "seed": 11}}
                """)
            .post("/api/problems")
            .then()
            .extract()
            .path("id");
    Response export = given().get("/api/problems/{id}/export?format={format}", id, format);
    export.then().statusCode(200).contentType("application/zip");
    assertTrue(export.header("Content-Disposition").contains("problem-" + id));
    byte[] file = export.asByteArray();
    archive(file).statusCode(200).body("id", equalTo(id));
    assertArrayEquals(
        file, given().get("/api/problems/{id}/export?format={f}", id, format).asByteArray());
  }

  @Test
  void theExportFollowsTheRulesOfNumPy() {
    double[] entries = {Double.MIN_VALUE, -0.0, 0.1, Math.nextDown(1024.0)};
    double[] planted = {0, 1, 0, 0};
    String id =
        archive(archiveOf(npy("(1, 4)", entries), npy("(1,)", 0.3), npy("(4,)", planted)))
            .statusCode(201)
            .extract()
            .path("id");
    byte[] file = given().get("/api/problems/{id}/export", id).asByteArray();
    Map<String, byte[]> files = unzip(file);
    assertEquals(List.of("A.npy", "y.npy", "x.npy"), List.copyOf(files.keySet()));
    for (byte[] content : files.values()) {
      int start = 10 + (content[8] & 0xff) + ((content[9] & 0xff) << 8);
      assertEquals(0, start % 64, "the numbers are aligned");
      assertEquals('\n', content[start - 1]);
    }
    byte[] matrix = requireNonNull(files.get("A.npy"));
    assertEquals(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 4), }",
        new String(matrix, 10, 118, StandardCharsets.US_ASCII).strip());
    assertArrayEquals(entries, FileBytes.numbers(matrix));
  }

  @Test
  void anUnknownFormatIsRefused() {
    String id = archive(archiveOf(A, Y)).extract().path("id");
    given()
        .get("/api/problems/{id}/export?format=mat", id)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors[0].field", equalTo("format"))
        .body("errors[0].value", equalTo("mat"))
        .body("errors[0].remedy", containsString("npz"));
    given().get("/api/problems/none/export").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(longs = {20261124})
  void mutilatedFilesAreNeverTheServersFault(long seed) {
    var random = new Random(seed);
    List<byte[]> matrices = List.of(A, A_MTX, FORTRAN, A_CSV);
    List<byte[]> archives =
        List.of(
            archiveOf(A, Y),
            archiveOf(A, Y, X),
            zip(ZipEntry.DEFLATED, List.of(new Entry("A.mtx", A_MTX), new Entry("y.csv", Y_CSV))));
    int refused = 0;
    for (int k = 0; k < MUTILATED; k++) {
      boolean whole = random.nextBoolean();
      List<byte[]> files = whole ? archives : matrices;
      byte[] file = Mutation.of(files.get(random.nextInt(files.size())), random);
      Response response =
          (whole
                  ? given().multiPart("archive", "a.npz", file)
                  : given().multiPart("matrix", "a", file).multiPart("observations", "y", Y))
              .post("/api/problems");
      int status = response.statusCode();
      String words = "seed %d, file %d: %d %s".formatted(seed, k, status, response.asString());
      assertTrue(status == 200 || status == 201 || status / 100 == 4, words);
      if (status >= 400) {
        refused++;
        assertTrue(response.contentType().startsWith("application/problem+json"), words);
      }
      assertTrue(response.time() < 5_000, words);
    }
    assertTrue(refused > MUTILATED / 2 && refused < MUTILATED, "%d refused".formatted(refused));
  }

  private static String mtx(String rest) {
    return "%%MatrixMarket matrix coordinate real general\n" + rest;
  }

  private static byte[] archiveOf(byte[] a, byte[] y) {
    return zip(ZipEntry.STORED, List.of(new Entry("A.npy", a), new Entry("y.npy", y)));
  }

  private static byte[] archiveOf(byte[] a, byte[] y, byte[] x) {
    return zip(
        ZipEntry.DEFLATED,
        List.of(new Entry("A.npy", a), new Entry("y.npy", y), new Entry("x.npy", x)));
  }

  private static byte[] doubleBytes(double value) {
    return FileBytes.doubles(java.nio.ByteOrder.LITTLE_ENDIAN, value);
  }

  private static int find(byte[] bytes, byte[] part) {
    for (int k = 0; ; k++) {
      if (Arrays.equals(bytes, k, k + part.length, part, 0, part.length)) {
        return k;
      }
    }
  }

  private static ValidatableResponse parts(String name, byte[] matrix, String yName, byte[] y) {
    RequestSpecification request =
        given().multiPart("matrix", name, matrix).multiPart("observations", yName, y);
    return request.post("/api/problems").then();
  }

  private static ValidatableResponse archive(byte[] file) {
    return given().multiPart("archive", "problem.npz", file).post("/api/problems").then();
  }

  private static int stored() {
    return given().get("/api/problems").then().statusCode(200).extract().path("total");
  }
}
