package org.diaflow.service.experiment.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.plan.Cell;
import org.diaflow.service.experiment.kind.ExperimentDefinition;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * Fingerprints of cells: 128 bits of SHA-256 over what determines their numbers, which is problem,
 * network, engine, solver and stop rule, with the digests of all jars that compute it. Cells with
 * equal fingerprints have equal results. Watched flows and runs that are timed have none, nor has
 * what is computed by classes that are in no jar.
 */
@ApplicationScoped
class Fingerprints {

  private final JarDigests digests;

  Fingerprints(JarDigests digests) {
    this.digests = digests;
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
    Object plugin = cell.plugin();
    List<Optional<String>> all =
        List.of(
            digests.of(RegressionProblem.class),
            digests.of(ReferenceProblems.class),
            digests.of(Laboratory.class),
            digests.of(definition.solver().solver().getClass()),
            plugin == null ? Optional.of("") : digests.of(plugin.getClass()));
    return all.stream().allMatch(Optional::isPresent)
        ? Optional.of(all.stream().map(Optional::orElseThrow).toList().toString())
        : Optional.empty();
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
