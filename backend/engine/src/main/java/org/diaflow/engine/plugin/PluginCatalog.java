package org.diaflow.engine.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.Integrator;
import org.diaflow.spi.L1Solver;
import org.diaflow.spi.LabPlugin;
import org.diaflow.spi.Observable;
import org.diaflow.spi.ProblemGenerator;
import org.diaflow.spi.Quantity;
import org.jspecify.annotations.Nullable;

/**
 * Every plug-in found on the class path and in the drop-in directory, usable or not, with the
 * reason when it is not. Immutable.
 */
public final class PluginCatalog {

  private static final String CLASS_PATH = "class path";

  private final List<PluginEntry> entries;
  private final Map<String, Integrator> integrators;
  private final Map<String, L1Solver> l1Solvers;
  private final Map<String, ProblemGenerator> generators;
  private final List<FoundObservable> observables;

  private PluginCatalog(Loading loading) {
    this.entries = List.copyOf(loading.entries);
    this.integrators = Map.copyOf(loading.integrators);
    this.l1Solvers = Map.copyOf(loading.l1Solvers);
    this.generators = Map.copyOf(loading.generators);
    this.observables = List.copyOf(loading.observables.values());
  }

  /** Loads the plug-ins that the context class loader of the calling thread can see. */
  public static PluginCatalog load() {
    var loading = new Loading();
    loading.addAll(ServiceLoader.load(LabPlugin.class), CLASS_PATH);
    return new PluginCatalog(loading);
  }

  /** Loads the same and the jars in {@code directory}, which need not exist. */
  public static PluginCatalog load(Path directory) {
    var loading = new Loading();
    loading.addAll(ServiceLoader.load(LabPlugin.class), CLASS_PATH);
    for (Path jar : DropInDirectory.jars(directory)) {
      loading.addJar(jar);
    }
    return new PluginCatalog(loading);
  }

  /** A catalogue of the given plug-ins. */
  public static PluginCatalog of(LabPlugin... plugins) {
    var loading = new Loading();
    for (LabPlugin plugin : plugins) {
      loading.add(plugin);
    }
    return new PluginCatalog(loading);
  }

  /** All entries, in the order found. */
  public List<PluginEntry> entries() {
    return entries;
  }

  /** The integrator called {@code id}, or null. */
  public @Nullable Integrator integrator(String id) {
    return integrators.get(id);
  }

  /** The ℓ¹ solver called {@code id}, or null. */
  public @Nullable L1Solver l1Solver(String id) {
    return l1Solvers.get(id);
  }

  /** The problem generator called {@code id}, or null. */
  public @Nullable ProblemGenerator generator(String id) {
    return generators.get(id);
  }

  /** The measures of all plug-ins, each name once, in the order found. */
  public List<FoundObservable> observables() {
    return observables;
  }

  /** The state of a catalogue while it is being loaded. */
  private static final class Loading {

    private final List<PluginEntry> entries = new ArrayList<>();
    private final Map<String, Integrator> integrators = new LinkedHashMap<>();
    private final Map<String, L1Solver> l1Solvers = new LinkedHashMap<>();
    private final Map<String, ProblemGenerator> generators = new LinkedHashMap<>();
    private final Map<String, FoundObservable> observables = new LinkedHashMap<>();

    private void addJar(Path jar) {
      String source = jar.getFileName().toString();
      int before = entries.size();
      try {
        addAll(ServiceLoader.load(LabPlugin.class, DropInDirectory.loader(jar)), source);
      } catch (RuntimeException unreadable) {
        broken(source, "The jar cannot be read: %s.".formatted(unreadable));
      }
      if (entries.size() == before) {
        broken(
            source,
            "The jar names no plug-in; add META-INF/services/%s with the name of its class."
                .formatted(LabPlugin.class.getName()));
      }
    }

    private void addAll(ServiceLoader<LabPlugin> loader, String source) {
      Iterator<ServiceLoader.Provider<LabPlugin>> providers = loader.stream().iterator();
      while (true) {
        try {
          if (!providers.hasNext()) {
            return;
          }
          add(providers.next().get());
        } catch (ServiceConfigurationError | LinkageError broken) {
          Throwable cause = broken.getCause() == null ? broken : broken.getCause();
          broken(source, broken.getMessage() + ": " + cause);
        }
      }
    }

    private void add(LabPlugin plugin) {
      String source = source(plugin);
      try {
        for (Integrator integrator : plugin.integrators()) {
          add(PluginEntry.Kind.INTEGRATOR, integrator, Integrator::descriptor, integrators, source);
        }
        for (L1Solver solver : plugin.l1Solvers()) {
          add(PluginEntry.Kind.L1_SOLVER, solver, L1Solver::descriptor, l1Solvers, source);
        }
        for (ProblemGenerator generator : plugin.generators()) {
          add(
              PluginEntry.Kind.GENERATOR,
              generator,
              ProblemGenerator::descriptor,
              generators,
              source);
        }
        for (Observable observable : plugin.observables()) {
          add(observable, source);
        }
      } catch (RuntimeException | LinkageError broken) {
        broken(source, "%s threw %s.".formatted(plugin.getClass().getName(), broken));
      }
    }

    private <T> void add(
        PluginEntry.Kind kind,
        T plugin,
        Function<T, Descriptor> describe,
        Map<String, T> known,
        String source) {
      Descriptor descriptor = describe.apply(plugin);
      String id = descriptor.id();
      if (Stream.of(integrators, l1Solvers, generators).anyMatch(taken -> taken.containsKey(id))) {
        entries.add(
            new PluginEntry(
                descriptor,
                kind,
                PluginEntry.State.REFUSED,
                "The id '%s' is taken by another plug-in; rename one of them.".formatted(id),
                source));
        return;
      }
      known.put(id, plugin);
      entries.add(new PluginEntry(descriptor, kind, PluginEntry.State.LOADED, null, source));
    }

    private void add(Observable observable, String source) {
      Quantity quantity = observable.quantity();
      var found = new FoundObservable(observable, quantity, source);
      if (observables.putIfAbsent(quantity.name(), found) != null) {
        broken(
            source,
            "The measure '%s' is there already; rename one of them.".formatted(quantity.name()));
      }
    }

    private void broken(String source, String reason) {
      entries.add(new PluginEntry(null, null, PluginEntry.State.BROKEN, reason, source));
    }

    private static String source(LabPlugin plugin) {
      var domain = plugin.getClass().getProtectionDomain().getCodeSource();
      if (domain == null) {
        return CLASS_PATH;
      }
      String path = domain.getLocation().getPath();
      return path.substring(path.lastIndexOf('/', path.length() - 2) + 1);
    }
  }
}
