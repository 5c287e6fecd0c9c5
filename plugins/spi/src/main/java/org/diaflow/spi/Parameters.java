package org.diaflow.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The values of a plug-in's parameters for one run: the defaults with the user's choices on top,
 * checked against the {@link Descriptor}.
 *
 * @param values every parameter of the descriptor, by name
 */
public record Parameters(Map<String, Double> values) {

  /** Keeps an unmodifiable copy in the order given. */
  public Parameters {
    values = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The defaults of {@code descriptor}. */
  public static Parameters defaults(Descriptor descriptor) {
    return of(descriptor, Map.of());
  }

  /**
   * The defaults of {@code descriptor} with {@code chosen} on top; an unknown name or a value out
   * of range is an {@link IllegalArgumentException} that names it.
   */
  public static Parameters of(Descriptor descriptor, Map<String, Double> chosen) {
    var values = new LinkedHashMap<String, Double>();
    for (ParameterSpec spec : descriptor.parameters()) {
      values.put(spec.name(), spec.check(chosen.getOrDefault(spec.name(), spec.defaultValue())));
    }
    for (String name : chosen.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            "Plug-in '%s' has no parameter '%s'; it has: %s."
                .formatted(descriptor.id(), name, names(descriptor)));
      }
    }
    return new Parameters(values);
  }

  /**
   * The value of parameter {@code name}; a name the descriptor lacks is an error of the plug-in.
   */
  public double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No parameter '%s' is declared.".formatted(name));
    }
    return value;
  }

  private static String names(Descriptor descriptor) {
    return descriptor.parameters().isEmpty()
        ? "none"
        : descriptor.parameters().stream()
            .map(ParameterSpec::name)
            .collect(Collectors.joining(", "));
  }
}
