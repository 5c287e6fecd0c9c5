package org.diaflow.frontend.experiment.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.diaflow.api.EngineSpec;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.KindView;

/**
 * The kinds of experiments as the backend lists them. A kind that it does not list, or has not
 * listed yet, takes every field.
 *
 * @param items all of them
 */
public record Kinds(List<KindView> items) {

  /** None: what is known before the backend has answered. */
  public static final Kinds NONE = new Kinds(List.of());

  /** By field of the form, the field of a document that a kind takes with it. */
  private static final Map<String, String> WITH =
      Map.of(
          "depths", "depths",
          "alphas", "alphas",
          "initialization", "initialization",
          "engines", "engines",
          "observables", "observables",
          "stop", "alphas"); // only flows are stopped

  /** A copy of {@code items}. */
  public Kinds {
    items = List.copyOf(items);
  }

  /** Names of the kinds that the form states: all but comparisons of solvers. */
  public List<String> stated() {
    return items.stream().filter(kind -> !compares(kind)).map(KindView::name).toList();
  }

  /** Whether experiments of {@code kind} compare ℓ¹ solvers, and so have a page of their own. */
  public boolean compares(String kind) {
    return listed(kind).filter(Kinds::compares).isPresent();
  }

  /** What the cells of {@code document} are, in a few words: by its fields, else by its kind. */
  public String cells(ExperimentDocument document) {
    if (compares(document.kind())) {
      return "ℓ¹ solvers, timed one at a time";
    }
    List<EngineSpec> engines = document.engines();
    if (engines == null || engines.isEmpty()) {
      return title(document.kind());
    }
    return engines.stream()
            .map(engine -> engine.integrator() == null ? "exact limit" : engine.id())
            .collect(Collectors.joining(" and "))
        + " at every scale";
  }

  /** The title of {@code kind}, its name if it is not listed. */
  public String title(String kind) {
    return listed(kind).map(KindView::title).orElse(kind);
  }

  /** Whether documents of {@code kind} state networks: depths and scales. */
  public boolean hasNetworks(String kind) {
    return takes(kind, "alphas");
  }

  /** Whether documents of {@code kind} take {@code field}. */
  public boolean takes(String kind, FormField field) {
    return takes(kind, field.path());
  }

  /** Whether documents of {@code kind} take what is at {@code path}, e.g. {@code alphas.from}. */
  public boolean takes(String kind, String path) {
    String needed = WITH.get(path.split("\\.", 2)[0]);
    return needed == null || listed(kind).map(k -> k.fields().contains(needed)).orElse(true);
  }

  private static boolean compares(KindView kind) {
    return kind.fields().contains("solvers");
  }

  private Optional<KindView> listed(String name) {
    return items.stream().filter(kind -> kind.name().equals(name)).findFirst();
  }
}
