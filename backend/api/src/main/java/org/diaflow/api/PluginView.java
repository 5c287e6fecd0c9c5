package org.diaflow.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plug-in found at start-up, usable or not.
 *
 * @param id its id, or null if it is broken before it could say
 * @param kind {@code integrator}, {@code l1-solver}, or null
 * @param state {@code loaded}, {@code refused} or {@code broken}
 * @param reason why it is not loaded, or null
 * @param version its version
 * @param source the jar it comes from
 * @param summary one sentence
 * @param capabilities what it can do
 * @param parameters its parameters
 * @param citations its sources
 */
public record PluginView(
    @Nullable String id,
    @Nullable String kind,
    String state,
    @Nullable String reason,
    @Nullable String version,
    String source,
    @Nullable String summary,
    List<String> capabilities,
    List<ParameterView> parameters,
    List<CitationView> citations) {

  /**
   * A parameter of a plug-in.
   *
   * @param name its name
   * @param minimum smallest value
   * @param maximum largest value
   * @param defaultValue default
   * @param integer whether only whole numbers are allowed
   * @param unit its unit
   * @param help one sentence
   * @param required whether documents must state a value
   */
  public record ParameterView(
      String name,
      double minimum,
      double maximum,
      double defaultValue,
      boolean integer,
      String unit,
      String help,
      boolean required) {}

  /**
   * A paper or book.
   *
   * @param text the reference
   * @param url where to read it, or the empty string
   */
  public record CitationView(String text, String url) {}
}
