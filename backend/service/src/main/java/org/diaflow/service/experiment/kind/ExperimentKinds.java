package org.diaflow.service.experiment.kind;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import org.diaflow.service.errors.Violations;
import org.jspecify.annotations.Nullable;

/** All kinds of experiments, by name. */
@ApplicationScoped
public class ExperimentKinds {

  private final List<ExperimentKind> kinds;

  ExperimentKinds(@All List<ExperimentKind> kinds) {
    this.kinds =
        kinds.stream().sorted(Comparator.comparing(kind -> kind.description().name())).toList();
  }

  /** The kind called {@code name}; ends the request if there is none. */
  public ExperimentKind named(@Nullable String name) {
    return kinds.stream()
        .filter(kind -> kind.description().name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Violations.single(
                    "kind", name, "Choose one of %s.".formatted(String.join(", ", names()))));
  }

  /** What all kinds say of themselves, by name. */
  public List<KindDescription> descriptions() {
    return kinds.stream().map(ExperimentKind::description).toList();
  }

  private List<String> names() {
    return kinds.stream().map(kind -> kind.description().name()).toList();
  }
}
