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
 * A laboratory that test classes share, as starting one takes longer than many a test: started for
 * the first that asks for it, stopped after the last. What a test puts in stays there for the
 * others. Every class has a browser of its own, since classes run side by side.
 *
 * @param lab backend and dashboard
 * @param browser the browser of the class
 */
record SharedLab(PackagedLab lab, Browser browser) {

  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(SharedLab.class);

  /** A laboratory on a data directory that is deleted with it. */
  private static final class Temporary implements AutoCloseable {

    private final Path data;
    private final PackagedLab lab;

    private Temporary() throws IOException {
      this.data = Files.createTempDirectory("diaflow-shared-lab");
      this.lab = new PackagedLab(data);
    }

    private static Temporary started() {
      try {
        return new Temporary();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      lab.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
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
      // The browser first: if there is none, no process is left behind.
      Browser browser =
          context.getStore(STORE).computeIfAbsent(Browser.class, _ -> new Browser(), Browser.class);
      Temporary lab =
          context
              .getRoot()
              .getStore(STORE)
              .computeIfAbsent(Temporary.class, _ -> Temporary.started(), Temporary.class);
      return new SharedLab(lab.lab, browser);
    }
  }
}
