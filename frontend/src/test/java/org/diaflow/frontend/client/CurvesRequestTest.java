package org.diaflow.frontend.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesRequestTest {

  @Test
  void whatIsUpToTheBackendIsNotStated() {
    assertEquals("/api/experiments/7/curves", CurvesRequest.usual(List.of("7")).path());
  }

  @Test
  void listsHaveCommasAndNamesAreEncoded() {
    var request =
        new CurvesRequest(
            List.of("7"), "alpha", "noise", List.of("errorL1", "x[3]"), List.of("a&b"), "none");
    assertEquals(
        "/api/experiments/7/curves?x=alpha&x2=noise&y=errorL1,x%5B3%5D&by=a%26b&band=none",
        request.path());
  }

  @Test
  void severalExperimentsAreAskedTogether() {
    var request = new CurvesRequest(List.of("7", "a b"), null, null, List.of(), List.of(), null);
    assertEquals("/api/curves?experiment=7&experiment=a%20b&by=,", request.path());
  }
}
