package org.diaflow.service.experiment.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of the jars that classes come from; each is read once. */
@ApplicationScoped
public class JarDigests {

  private final Map<Class<?>, Optional<String>> digests = new ConcurrentHashMap<>();

  /** The digest of the jar of {@code type}; none while it is developed in a folder of classes. */
  public Optional<String> of(Class<?> type) {
    return digests.computeIfAbsent(type, t -> jar(t).map(JarDigests::sha256));
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

  private static String sha256(Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (IOException | NoSuchAlgorithmException e) {
      return "unreadable";
    }
  }
}
