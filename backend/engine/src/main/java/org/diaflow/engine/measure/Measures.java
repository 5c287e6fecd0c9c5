package org.diaflow.engine.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.diaflow.engine.lab.CellResult;
import org.diaflow.engine.plugin.PluginCatalog;
import org.jspecify.annotations.Nullable;

/** The measures there are: the engine's own and those of plug-ins, by name. Immutable. */
public final class Measures {

  private final Map<String, Measure> measures = new LinkedHashMap<>();

  /** The engine's measures and those in {@code catalog}. */
  public Measures(PluginCatalog catalog) {
    ResultMeasures.ALL.forEach(measure -> measures.put(measure.name(), measure));
    catalog
        .observables()
        .forEach(
            found ->
                measures.putIfAbsent(
                    found.quantity().name(),
                    Measure.of(found.observable(), found.quantity(), found.source())));
  }

  /** All of them, the engine's first. */
  public List<Measure> all() {
    return List.copyOf(measures.values());
  }

  /** The measure called {@code name}, or null. */
  public @Nullable Measure named(String name) {
    return measures.get(name);
  }

  /**
   * The values of the measures called {@code names} for {@code result}, in their order; null where
   * a measure is not available.
   */
  public List<@Nullable Double> of(CellResult result, List<String> names) {
    var values = new ArrayList<@Nullable Double>(names.size());
    for (String name : names) {
      Measure measure = measures.get(name);
      values.add(measure == null ? null : measure.of(result));
    }
    return values;
  }
}
