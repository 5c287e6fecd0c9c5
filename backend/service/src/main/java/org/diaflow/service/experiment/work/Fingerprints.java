package org.diaflow.service.experiment.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.diaflow.engine.measure.Measure;
import org.diaflow.engine.measure.Measures;
import org.diaflow.engine.plan.Cell;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.compute.JarDigests;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.service.problem.ProblemSource;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.ProblemGenerator;

/**
 * Fingerprints of cells: 128 bits of SHA-256 over what determines their numbers, which is problem,
 * network, engine, solver and stop rule, with the digests of all jars that compute it and the JVM
 * that runs them. Cells with equal fingerprints have equal results. Watched flows and runs that are
 * timed have none, nor has what is computed by classes that are in no jar.
 */
@ApplicationScoped
class Fingerprints {

  /** Mathematical functions of the JVM may differ in the last digit from version to version. */
  private static final String JVM =
      Stream.of("java.vm.name", "java.runtime.version", "os.arch")
          .map(System::getProperty)
          .toList()
          .toString();

  private final JarDigests digests;
  private final Measures measures;
  private final Plugins plugins;

  Fingerprints(JarDigests digests, Measures measures, Plugins plugins) {
    this.digests = digests;
    this.measures = measures;
    this.plugins = plugins;
  }

  /**
   * The fingerprint of {@code cell}, if it has one.
   *
   * @param problem id of its problem, or its recipe where it is not stored
   */
  Optional<UUID> of(ExperimentContext context, Cell cell, String problem) {
    ExperimentDefinition definition = context.definition();
    List<Object> determinants = cell.determinants();
    if (determinants == null || !definition.recording().observables().isEmpty()) {
      return Optional.empty();
    }
    return versions(definition, cell)
        .map(
            versions ->
                digest(
                    List.of(
                        versions,
                        definition.kind().description().name(),
                        definition.measures(),
                        problem,
                        determinants,
                        definition.solver().solver().descriptor().id(),
                        values(definition.solver().parameters()),
                        definition.stop())));
  }

  private Optional<String> versions(ExperimentDefinition definition, Cell cell) {
    var classes = new ArrayList<Class<?>>();
    classes.add(definition.solver().solver().getClass());
    Object plugin = cell.plugin();
    if (plugin != null) {
      classes.add(plugin.getClass());
    }
    for (String name : definition.measures()) {
      Measure measure = measures.named(name);
      if (measure != null && measure.observable() != null) {
        classes.add(measure.observable().getClass());
      }
    }
    for (ProblemSource source : definition.sources()) {
      ProblemGenerator generator =
          source == null || source.generator() == null
              ? null
              : plugins.generator(source.generator().kind());
      if (generator != null) {
        classes.add(generator.getClass());
      }
    }
    return digests.classPath(classes).map(classPath -> classPath + JVM);
  }

  private static Map<String, Double> values(Parameters parameters) {
    return new TreeMap<>(parameters.values());
  }

  private static UUID digest(List<Object> parts) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(parts.toString().getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      return new UUID(bytes.getLong(), bytes.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
