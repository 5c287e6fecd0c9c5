package org.diaflow.service.experiment.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import java.io.UncheckedIOException;
import org.diaflow.api.ComparisonView;
import org.jspecify.annotations.Nullable;

/**
 * The converter between a {@link ComparisonView} and its JSON; numbers that are not finite become
 * strings.
 */
final class ComparisonJson implements AttributeConverter<ComparisonView, String> {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  @Override
  public @Nullable String convertToDatabaseColumn(@Nullable ComparisonView view) {
    try {
      return view == null ? null : JSON.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable ComparisonView convertToEntityAttribute(@Nullable String json) {
    try {
      return json == null ? null : JSON.readValue(json, ComparisonView.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
