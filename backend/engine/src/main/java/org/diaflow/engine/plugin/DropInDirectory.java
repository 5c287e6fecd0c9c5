package org.diaflow.engine.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory into which users drop plug-in jars. Each jar gets a class loader of its own, whose
 * parent shows the JDK, {@code org.diaflow.spi} and {@code org.diaflow.theory} without its internal
 * packages only: two jars may bring different versions of a library, and none sees the service's.
 */
final class DropInDirectory {

  private static final List<String> SHOWN =
      List.of("org.diaflow.spi.", "org.diaflow.theory.", "org.jspecify.annotations.");

  /** Part of the names of packages that the rest of the laboratory may use, but not plug-ins. */
  private static final String INTERNAL = ".internal.";

  private DropInDirectory() {}

  /** The jars in {@code directory}, by name; none if it does not exist. */
  static List<Path> jars(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The plug-in directory %s cannot be listed; check its permissions.".formatted(directory),
          e);
    }
  }

  /** A loader of the classes in {@code jar}; lives as long as they do. */
  static ClassLoader loader(Path jar) {
    try {
      var urls = new URL[] {jar.toUri().toURL()};
      return new URLClassLoader("plug-in " + jar.getFileName(), urls, new Shown());
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("The path %s is no URL.".formatted(jar), e);
    }
  }

  /** The parent of all plug-in loaders. */
  private static final class Shown extends ClassLoader {

    private final ClassLoader host = DropInDirectory.class.getClassLoader();

    private Shown() {
      super("shown to plug-ins", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.contains(INTERNAL) || SHOWN.stream().noneMatch(name::startsWith)) {
        throw new ClassNotFoundException(
            "%s is not shown to plug-ins; put it into the plug-in's jar.".formatted(name));
      }
      return host.loadClass(name);
    }
  }
}
