package org.diaflow.service.experiment;

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
import org.diaflow.engine.Cell;
import org.diaflow.engine.Laboratory;
import org.diaflow.engine.Work;
import org.diaflow.service.experiment.Assignments.Assignment;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.Parameters;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;

/**
 * What determines the numbers of a cell, in 128 bits of SHA-256: its problem, network, engine,
 * solver and stop rule, with the digests of all jars that compute it. Cells with equal fingerprints
 * have equal results. Watched flows and runs that are timed have none, nor has what is computed by
 * classes that are in no jar.
 */
@ApplicationScoped
class Fingerprints {

  private final JarDigests digests;

  Fingerprints(JarDigests digests) {
    this.digests = digests;
  }

  /** The fingerprint of {@code cell}, if it has one. */
  Optional<UUID> of(Assignment work, Work cell, String problem) {
    Setup setup = work.setup();
    if (!(cell instanceof Cell flow) || !setup.observables().isEmpty()) {
      return Optional.empty();
    }
    return versions(setup, flow)
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
                        setup.solver().solver().descriptor().id(),
                        values(setup.solver().parameters()),
                        setup.stop())));
  }

  private Optional<String> versions(Setup setup, Cell cell) {
    Object integrator = cell.engine().integrator();
    List<Optional<String>> all =
        List.of(
            digests.of(RegressionProblem.class),
            digests.of(ReferenceProblems.class),
            digests.of(Laboratory.class),
            digests.of(setup.solver().solver().getClass()),
            integrator == null ? Optional.of("") : digests.of(integrator.getClass()));
    return all.stream().allMatch(Optional::isPresent)
        ? Optional.of(all.stream().map(Optional::orElseThrow).toList().toString())
        : Optional.empty();
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
