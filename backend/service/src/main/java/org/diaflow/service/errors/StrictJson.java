package org.diaflow.service.errors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Takes nothing for a number but a finite JSON number: no text, no NaN, nothing that overflows a
 * double, no fraction for a whole number; and nothing for a text but a JSON string that can be
 * stored. Neither depth nor length of a token can exhaust memory.
 */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {

  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(100)
          .maxNumberLength(1000)
          .maxNameLength(1000)
          .maxStringLength(1_000_000)
          .build();

  @Override
  @SuppressWarnings("deprecation") // the mapper exists already; only this form can change it
  public void customize(ObjectMapper mapper) {
    mapper.configure(MapperFeature.ALLOW_COERCION_OF_SCALARS, false);
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    mapper.getFactory().setStreamReadConstraints(LIMITS);
    // the parser that remembers names takes the byte FF inside of some for nothing
    mapper.getFactory().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
    mapper.registerModule(
        new SimpleModule("finite numbers and proper texts")
            .addDeserializer(String.class, new ProperText())
            .addDeserializer(Double.class, new FiniteNumber())
            .addDeserializer(double.class, new FiniteNumber()));
  }

  private static final class ProperText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    private ProperText() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (String) context.handleUnexpectedToken(String.class, parser);
      }
      String text = parser.getText();
      if (!WellFormed.isProper(text)) {
        throw context.weirdStringException(text, String.class, "not a proper text");
      }
      return text;
    }
  }

  private static final class FiniteNumber extends StdScalarDeserializer<Double> {

    private FiniteNumber() {
      super(Double.class);
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonToken token = parser.currentToken();
      if (token == null || !token.isNumeric()) {
        if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
          return (Double) context.handleUnexpectedToken(Double.class, parser);
        }
        throw context.weirdStringException(parser.getText(), Double.class, "not a number");
      }
      double value = parser.getDoubleValue();
      if (!Double.isFinite(value)) {
        throw context.weirdStringException(parser.getText(), Double.class, "too large");
      }
      return value;
    }
  }
}
