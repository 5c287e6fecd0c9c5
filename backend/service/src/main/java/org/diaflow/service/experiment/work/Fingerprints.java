package org.diaflow.service.experiment.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.diaflow.engine.plan.Cell;
import org.diaflow.engine.plan.FlowCell;
import org.diaflow.service.experiment.document.ExperimentDefinition;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.Parameters;

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

  Fingerprints(JarDigests digests) {
    this.digests = digests;
  }

  /** The fingerprint of {@code cell}, if it has one. */
  Optional<UUID> of(ExperimentContext context, Cell cell, String problem) {
    ExperimentDefinition definition = context.definition();
    if (!(cell instanceof FlowCell flow) || !definition.observables().isEmpty()) {
      return Optional.empty();
    }
    return versions(definition, flow)
        .map(
            versions ->
                digest(
                    List.of(
                        versions,
                        problem,
                        flow.network().depth(),
                        flow.network().scale(),
                        start(flow.network().initialization()),
                        flow.engine().id(),
                        values(flow.engine().parameters()),
                        definition.solver().solver().descriptor().id(),
                        values(definition.solver().parameters()),
                        definition.stop())));
  }

  private Optional<String> versions(ExperimentDefinition definition, FlowCell cell) {
    Class<?> solver = definition.solver().solver().getClass();
    Object integrator = cell.engine().integrator();
    return digests
        .classPath(integrator == null ? List.of(solver) : List.of(solver, integrator.getClass()))
        .map(classPath -> classPath + JVM);
  }

  private static String start(@org.jspecify.annotations.Nullable Initialization shape) {
    return shape == null
        ? ""
        : Arrays.toString(shape.positive()) + Arrays.toString(shape.negative());
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
