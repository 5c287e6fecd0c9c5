package org.diaflow.service.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers.DoubleDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Values as JSON text, as they are kept in the database and sent in events. Unlike what clients
 * send, our own numbers may be NaN or infinite, written as strings; and fields that a later version
 * wrote are passed over.
 */
@ApplicationScoped
public class Json {

  private final ObjectMapper mapper;
  private final ObjectMapper ours;

  Json(ObjectMapper mapper) {
    this.mapper = mapper;
    this.ours =
        mapper
            .copy()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .registerModule(
                new SimpleModule("all numbers")
                    .addDeserializer(Double.class, new DoubleDeserializer(Double.class, null))
                    .addDeserializer(double.class, new DoubleDeserializer(double.class, 0.0)));
  }

  /** {@code value} as JSON. */
  public String write(Object value) {
    try {
      return mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A %s has no JSON form.".formatted(value.getClass()), e);
    }
  }

  /** The value of {@code type} that {@link #write} wrote as {@code json}. */
  public <T> T read(String json, TypeReference<T> type) {
    try {
      return ours.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds malformed JSON.", e);
    }
  }
}
