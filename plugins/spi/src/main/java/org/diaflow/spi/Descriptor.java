package org.diaflow.spi;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a plug-in says of itself: identity, what it can do, its parameters and its sources.
 *
 * @param id lower-case words joined by hyphens, unique in the laboratory, e.g. {@code
 *     mirror-rosenbrock}
 * @param version the implementation's version; results are reused only for equal versions
 * @param summary one sentence for the catalogue
 * @param capabilities free words shown in the catalogue, e.g. {@code adaptive}, {@code implicit}
 * @param parameters every parameter has a default, so the empty choice is always valid
 * @param citations the papers the method comes from
 */
public record Descriptor(
    String id,
    String version,
    String summary,
    List<String> capabilities,
    List<ParameterSpec> parameters,
    List<Citation> citations) {

  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Checks the id; an id that does not match is an {@link IllegalArgumentException}. */
  public Descriptor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Plug-in id '%s' is not lower-case words joined by hyphens; rename it, e.g. 'my-solver'."
              .formatted(id));
    }
    capabilities = List.copyOf(capabilities);
    parameters = List.copyOf(parameters);
    citations = List.copyOf(citations);
  }
}
