package org.diaflow.frontend.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A laboratory and a browser that test classes share, as starting them takes longer than many a
 * test: started for the first that asks for them, stopped after the last. What a test puts in stays
 * there for the others.
 */
final class SharedLab implements AutoCloseable {

  private final Browser browser;
  private final PackagedLab lab;
  private final Path data;

  private SharedLab() throws IOException {
    // The browser first: if there is none, no process is left behind.
    this.browser = new Browser();
    this.data = Files.createTempDirectory("diaflow-shared-lab");
    this.lab = new PackagedLab(data);
  }

  /** Backend and dashboard. */
  PackagedLab lab() {
    return lab;
  }

  /** The browser. */
  Browser browser() {
    return browser;
  }

  @Override
  public void close() throws IOException {
    browser.close();
    lab.close();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Hands the shared laboratory to test classes whose constructors take it. */
  static final class Resolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SharedLab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(SharedLab.class))
          .computeIfAbsent(SharedLab.class, _ -> started(), SharedLab.class);
    }

    private static SharedLab started() {
      try {
        return new SharedLab();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
