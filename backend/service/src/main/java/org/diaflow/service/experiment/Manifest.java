package org.diaflow.service.experiment;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.diaflow.engine.ComparisonPlan;
import org.diaflow.engine.EngineChoice;
import org.diaflow.engine.ExperimentPlan;
import org.diaflow.engine.Laboratory;
import org.diaflow.engine.SolverChoice;
import org.diaflow.spi.Descriptor;
import org.diaflow.theory.ReferenceProblems;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What was running when an experiment was submitted: enough to run it again. */
@ApplicationScoped
class Manifest {

  private final String version;
  private final Optional<String> commit;
  private final Map<Path, String> digests = new ConcurrentHashMap<>();
  private final String cpu = cpuModel();

  Manifest(
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String version,
      @ConfigProperty(name = "diaflow.commit") Optional<String> commit) {
    this.version = version;
    this.commit = commit;
  }

  /** The manifest of an experiment with {@code setup}. */
  Map<String, @Nullable Object> of(Setup setup) {
    var manifest = new LinkedHashMap<String, @Nullable Object>();
    manifest.put("diaflow", version);
    manifest.put("commit", commit.orElse(null));
    manifest.put("engineSha256", digest(Laboratory.class));
    manifest.put("theorySha256", digest(ReferenceProblems.class));
    manifest.put("plugins", plugins(setup));
    manifest.put("seeds", setup.plan().seeds());
    manifest.put("random", ReferenceProblems.RANDOM_ALGORITHM);
    manifest.put("java", System.getProperty("java.runtime.version"));
    manifest.put("jvm", System.getProperty("java.vm.name"));
    manifest.put(
        "os", "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")));
    manifest.put("architecture", System.getProperty("os.arch"));
    manifest.put("cpu", cpu);
    manifest.put("cores", Runtime.getRuntime().availableProcessors());
    return manifest;
  }

  private List<Map<String, @Nullable Object>> plugins(Setup setup) {
    var plugins = new ArrayList<Map<String, @Nullable Object>>();
    plugins.add(plugin(setup.solver().solver().descriptor(), setup.solver().solver()));
    switch (setup.plan()) {
      case ExperimentPlan plan -> {
        for (EngineChoice engine : plan.engines()) {
          if (engine.integrator() != null) {
            plugins.add(plugin(engine.integrator().descriptor(), engine.integrator()));
          }
        }
      }
      case ComparisonPlan plan ->
          plan.solvers().stream()
              .map(SolverChoice::solver)
              .distinct()
              .forEach(solver -> plugins.add(plugin(solver.descriptor(), solver)));
    }
    return plugins;
  }

  private Map<String, @Nullable Object> plugin(Descriptor descriptor, Object plugin) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("id", descriptor.id());
    entry.put("version", descriptor.version());
    entry.put("source", jar(plugin.getClass()).map(p -> p.getFileName().toString()).orElse(null));
    entry.put("sha256", digest(plugin.getClass()));
    return entry;
  }

  private @Nullable String digest(Class<?> type) {
    return jar(type).map(path -> digests.computeIfAbsent(path, Manifest::sha256)).orElse(null);
  }

  /** The jar a class comes from; none while it is developed from a folder of classes. */
  private static Optional<Path> jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      String location = source.getLocation().toString().replaceFirst("^jar:", "");
      Path path = Path.of(new URI(location.replaceFirst("!/?$", "")));
      return Optional.of(path).filter(Files::isRegularFile);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String sha256(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (IOException | NoSuchAlgorithmException e) {
      return "unreadable";
    }
  }

  private static String cpuModel() {
    try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException | java.io.UncheckedIOException e) {
      return System.getProperty("os.arch");
    }
  }
}
