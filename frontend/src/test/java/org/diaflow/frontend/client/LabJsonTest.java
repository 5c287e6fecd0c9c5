package org.diaflow.frontend.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.diaflow.api.CellView;
import org.diaflow.api.ExperimentDocument;
import org.junit.jupiter.api.Test;

class LabJsonTest {

  private static final String DOCUMENT =
      """
      {"kind": "error-vs-scale", "problem": {"generator": {"kind": "tightness", "rho": 0.5, "y": 2}},
       "depths": [2, 3], "alphas": [1e-8, 0.1], "engines": ["limit", {"integrator": "a"}]}
      """;

  @Test
  void whatIsWrittenReadsBack() {
    ExperimentDocument document = LabJson.readDocument(DOCUMENT);
    assertEquals(document, LabJson.readDocument(LabJson.write(document)));
  }

  @Test
  void numbersAreWrittenAsPeopleDo() {
    String json = LabJson.write(LabJson.readDocument(DOCUMENT));
    assertTrue(json.contains("\"depths\" : [ 2, 3 ]"), json);
    assertTrue(json.contains("\"alphas\" : [ 1e-8, 0.1 ]"), json);
  }

  @Test
  void anUnknownFieldIsNamed() {
    String json = DOCUMENT.replace("depths", "dephts");
    var e = assertThrows(IllegalArgumentException.class, () -> LabJson.readDocument(json));
    assertTrue(String.valueOf(e.getMessage()).contains("dephts"), e.getMessage());
  }

  @Test
  void aBrokenTextSaysWhere() {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> LabJson.readDocument("{\"kind\": \n oops}"));
    assertTrue(String.valueOf(e.getMessage()).startsWith("Line 2"), e.getMessage());
  }

  @Test
  void numbersThatAreNotFiniteComeAsWords() throws JsonProcessingException {
    String json =
        "{\"index\":0,\"depth\":2,\"alpha\":0.1,\"state\":\"DONE\",\"errorL1\":\"NaN\",\"upper\":\"Infinity\"}";
    CellView cell = LabJson.LENIENT.readValue(json, CellView.class);
    assertEquals(Double.NaN, cell.errorL1());
    assertEquals(Double.POSITIVE_INFINITY, cell.upper());
  }
}
