package org.diaflow.frontend.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.frontend.number.Numbers;

/** JSON as the backend speaks it, with numbers as people write them. */
public final class LabJson {

  /** Reads answers: fields of a newer backend are ignored. */
  static final ObjectMapper LENIENT = mapper(false);

  private static final ObjectMapper STRICT = mapper(true);

  private LabJson() {}

  /** {@code document} as indented JSON; what is null is left out. */
  public static String write(ExperimentDocument document) {
    try {
      return STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("The document cannot be written as JSON.", e);
    }
  }

  /**
   * Reads an experiment document; an unknown field is an error.
   *
   * @throws IllegalArgumentException with a sentence that says where the text is wrong
   */
  public static ExperimentDocument readDocument(String json) {
    try {
      ExperimentDocument document = STRICT.readValue(json, ExperimentDocument.class);
      if (document == null) {
        throw new IllegalArgumentException("The document is null; give a JSON object.");
      }
      return document;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(sentence(e), e);
    }
  }

  private static String sentence(JsonProcessingException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("malformed JSON");
    message =
        message
            .replaceFirst("^Cannot construct instance of .*?, problem: ", "")
            .replaceFirst(" \\(class [^)]*\\), not marked as ignorable", "");
    var where = e.getLocation();
    return where == null || where.getLineNr() < 1
        ? message
        : "Line %d, column %d: %s".formatted(where.getLineNr(), where.getColumnNr(), message);
  }

  private static ObjectMapper mapper(boolean strict) {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(
            new SimpleModule()
                .addSerializer(Double.class, new ShortNumber())
                .addSerializer(Double.TYPE, new ShortNumber()))
        .serializationInclusion(JsonInclude.Include.NON_NULL)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
        .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, strict)
        .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, strict)
        .build();
  }

  /** Writes {@code 2} and {@code 1e-8} where Java would write 2.0 and 1.0E-8. */
  private static final class ShortNumber extends StdSerializer<Double> {

    private static final long serialVersionUID = 1L;

    ShortNumber() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(value)) {
        json.writeNumber(Numbers.exact(value));
      } else {
        json.writeString(Double.toString(value));
      }
    }
  }
}
