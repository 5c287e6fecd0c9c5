package org.diaflow.service.compute;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.problem.ReferenceProblems;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of jars that classes come from, and of whole class paths. Each jar is read once, those of
 * the application (200 MB, about a second) when it starts. There is no digest of a class path that
 * is not known to the last jar, such as while classes are developed in folders.
 */
@ApplicationScoped
public class JarDigests {

  private static final int BUFFER = 1 << 16;

  private final List<Class<?>> application;
  private final Map<Path, Optional<String>> jars = new ConcurrentHashMap<>();
  private final Map<List<Class<?>>, Optional<String>> classPaths = new ConcurrentHashMap<>();

  /** Digests of the application that these classes of SPI, theory and engine belong to. */
  @Inject
  JarDigests() {
    this(List.of(RegressionProblem.class, ReferenceProblems.class, Laboratory.class));
  }

  JarDigests(List<Class<?>> application) {
    this.application = List.copyOf(application);
  }

  // A jar that is exchanged while the service runs is not the one that computes.
  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("jar-digests").start(() -> classPath(List.of()));
  }

  /** The digest of the jar of {@code type}; none while it is developed in a folder of classes. */
  public Optional<String> of(Class<?> type) {
    return jar(type).flatMap(this::sha256);
  }

  /**
   * The digest of all jars that compute something with {@code plugins}: those of the application,
   * whatever their names and order, and the own ones of drop-in plug-ins.
   *
   * @param plugins classes of plug-ins; without any, the digest is that of the application alone
   * @return none also where the jar of a plug-in refers to jars beside it
   */
  public Optional<String> classPath(List<? extends Class<?>> plugins) {
    return classPaths.computeIfAbsent(List.copyOf(plugins), this::digest);
  }

  private Optional<String> digest(List<Class<?>> plugins) {
    Optional<Path> library = library();
    if (library.isEmpty()) {
      return Optional.empty();
    }
    var digests = new ArrayList<Optional<String>>();
    try (Stream<Path> files = Files.walk(library.get())) {
      files
          .filter(file -> file.toString().endsWith(".jar"))
          .forEach(jar -> digests.add(sha256(jar)));
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
    for (Class<?> plugin : plugins) {
      digests.add(jar(plugin).filter(JarDigests::standsAlone).flatMap(this::sha256));
    }
    if (!digests.stream().allMatch(Optional::isPresent)) {
      return Optional.empty();
    }
    var sorted = new TreeSet<>(digests.stream().map(Optional::orElseThrow).toList());
    MessageDigest sha256 = sha256();
    sha256.update(String.join("\n", sorted).getBytes(StandardCharsets.UTF_8));
    return Optional.of(HexFormat.of().formatHex(sha256.digest()));
  }

  /**
   * The directory with all jars of the application: {@code lib} of a packaged Quarkus application,
   * whose parts are lib/boot and lib/main.
   */
  private Optional<Path> library() {
    @Nullable Path library = null;
    for (Class<?> type : application) {
      @Nullable Path part = jar(type).map(Path::getParent).orElse(null);
      @Nullable Path found = part == null ? null : part.getParent();
      if (found == null || !found.endsWith("lib") || library != null && !found.equals(library)) {
        return Optional.empty();
      }
      library = found;
    }
    return Optional.ofNullable(library);
  }

  /** Whether the manifest of {@code jar} names no other jars, which its class loader would use. */
  private static boolean standsAlone(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest == null
          || manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH) == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The jar {@code type} comes from. */
  public static Optional<Path> jar(Class<?> type) {
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

  private Optional<String> sha256(Path jar) {
    return jars.computeIfAbsent(jar, JarDigests::read);
  }

  private static Optional<String> read(Path jar) {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(jar)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
      return Optional.of(HexFormat.of().formatHex(sha256.digest()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
