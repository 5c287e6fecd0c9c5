package org.diaflow.service.experiment.view;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.plan.Plan;
import org.diaflow.service.compute.JarDigests;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.spi.Descriptor;
import org.diaflow.theory.problem.ReferenceProblems;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The manifest of an experiment: the versions and seeds with which it was submitted, enough to run
 * it again.
 */
@ApplicationScoped
class Manifest {

  private final String version;
  private final Optional<String> commit;
  private final JarDigests digests;
  private final String cpu = cpuModel();

  Manifest(
      JarDigests digests,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String version,
      @ConfigProperty(name = "diaflow.commit") Optional<String> commit) {
    this.digests = digests;
    this.version = version;
    this.commit = commit;
  }

  /** The manifest of an experiment with {@code definition}. */
  Map<String, @Nullable Object> of(ExperimentDefinition definition) {
    var manifest = new LinkedHashMap<String, @Nullable Object>();
    manifest.put("diaflow", version);
    manifest.put("commit", commit.orElse(null));
    manifest.put("engineSha256", digests.of(Laboratory.class).orElse(null));
    manifest.put("theorySha256", digests.of(ReferenceProblems.class).orElse(null));
    manifest.put("classPathSha256", digests.classPath(List.of()).orElse(null));
    manifest.put("plugins", plugins(definition));
    manifest.put("seeds", definition.plan().problems().seeds());
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

  private List<Map<String, @Nullable Object>> plugins(ExperimentDefinition definition) {
    var plugins = new ArrayList<Map<String, @Nullable Object>>();
    plugins.add(plugin(definition.solver().solver().descriptor(), definition.solver().solver()));
    for (Plan.Plugin plugin : definition.plan().plugins()) {
      plugins.add(plugin(plugin.descriptor(), plugin.instance()));
    }
    return plugins;
  }

  private Map<String, @Nullable Object> plugin(Descriptor descriptor, Object plugin) {
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("id", descriptor.id());
    entry.put("version", descriptor.version());
    entry.put(
        "source",
        JarDigests.jar(plugin.getClass()).map(p -> p.getFileName().toString()).orElse(null));
    entry.put("sha256", digests.of(plugin.getClass()).orElse(null));
    return entry;
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
