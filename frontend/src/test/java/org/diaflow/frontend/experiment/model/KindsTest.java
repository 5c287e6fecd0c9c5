package org.diaflow.frontend.experiment.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.diaflow.api.AlphaGrid;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ProblemSpec;
import org.diaflow.frontend.client.LabClient;
import org.diaflow.frontend.fake.FakeBackend;
import org.diaflow.frontend.fake.FakeKinds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KindsTest {

  /** Fields of the form that every kind takes. */
  private static final Set<FormField> OF_ALL =
      EnumSet.of(FormField.NAME, FormField.TAGS, FormField.SEEDS);

  @Test
  void theFormStatesEveryKindThatTheBackendListsButComparisons() throws IOException {
    try (var backend = new FakeBackend(0, 1)) {
      var lab = new LabClient(URI.create("http://127.0.0.1:" + backend.port()));
      var kinds = new Kinds(lab.kinds());
      assertEquals(FakeKinds.ALL, kinds.items());
      assertEquals(
          List.of(
              "error-vs-scale",
              "generalization",
              "phase-diagram",
              "saddle-to-saddle",
              "trajectory"),
          kinds.stated());
    }
  }

  @Test
  void aKindTakesTheFieldsItLists() {
    var kinds = new Kinds(FakeKinds.ALL);
    assertEquals(EnumSet.allOf(FormField.class), taken(kinds, "error-vs-scale"));
    assertEquals(OF_ALL, taken(kinds, "phase-diagram"));
    var scales = new Kinds(List.of(FakeKinds.kind("scales", "Scales", List.of("alphas"))));
    assertTrue(scales.hasNetworks("scales"));
    assertFalse(scales.takes("scales", FormField.DEPTHS));
    assertFalse(scales.takes("scales", FormField.COORDINATES));
    assertFalse(scales.takes("scales", "engines"));
    assertTrue(scales.takes("scales", FormField.ALPHA_FROM));
  }

  @Test
  void aKindThatIsNotListedTakesEverything() {
    assertEquals(EnumSet.allOf(FormField.class), taken(Kinds.NONE, "phase-diagram"));
    assertTrue(Kinds.NONE.hasNetworks("phase-diagram"));
    assertEquals("phase-diagram", Kinds.NONE.title("phase-diagram"));
    assertEquals(List.of(), Kinds.NONE.stated());
  }

  /** What a page says of cells is in the list of kinds, whatever a kind is called. */
  @Test
  void cellsAreDescribedByWhatTheirKindTakes() {
    var kinds =
        new Kinds(
            List.of(
                FakeKinds.kind("race", "A race", List.of("solvers")),
                FakeKinds.kind("flows", "Flows", List.of("alphas", "engines")),
                FakeKinds.kind("certificates", "Certificates over two parameters", List.of())));
    assertTrue(kinds.compares("race"));
    assertFalse(kinds.compares("flows"));
    assertEquals("ℓ¹ solvers, timed one at a time", kinds.cells(document("race", null)));
    assertEquals(
        "exact limit and mirror at every scale",
        kinds.cells(
            document("flows", List.of(EngineSpec.limit(), EngineSpec.integrator("mirror")))));
    assertEquals(
        "Certificates over two parameters", kinds.cells(document("certificates", List.of())));
    assertEquals("unlisted", kinds.cells(document("unlisted", null)));
  }

  private static ExperimentDocument document(String kind, @Nullable List<EngineSpec> engines) {
    return new ExperimentDocument(
        null,
        kind,
        null,
        ProblemSpec.stored("p"),
        List.of(2.0),
        AlphaGrid.of(1e-3),
        null,
        null,
        engines,
        null,
        null,
        null);
  }

  private static Set<FormField> taken(Kinds kinds, String kind) {
    return Arrays.stream(FormField.values())
        .filter(field -> kinds.takes(kind, field))
        .collect(Collectors.toSet());
  }
}
