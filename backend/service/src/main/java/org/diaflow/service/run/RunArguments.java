package org.diaflow.service.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run} is asked for.
 *
 * @param document file with the experiment document
 * @param output the ZIP file to write
 * @param data directory in which a run that was cut short goes on, or null for a temporary one
 */
public record RunArguments(Path document, Path output, @Nullable Path data) {

  private static final String USAGE = "Say run FILE --out ZIP [--data DIR].";

  /** Reads the arguments; what is wrong with them is an {@link IllegalArgumentException}. */
  public static RunArguments parse(String... arguments) {
    @Nullable Path document = null;
    @Nullable Path output = null;
    @Nullable Path data = null;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--out" -> output = Path.of(value(arguments, ++i));
        case "--data" -> data = Path.of(value(arguments, ++i)).toAbsolutePath();
        default -> {
          if (document != null || arguments[i].startsWith("--")) {
            throw new IllegalArgumentException(
                "run does not know '%s'. %s".formatted(arguments[i], USAGE));
          }
          document = Path.of(arguments[i]);
        }
      }
    }
    if (document == null || output == null) {
      throw new IllegalArgumentException(
          "run needs a document and a place for the result. " + USAGE);
    }
    if (!Files.isReadable(document)) {
      throw new IllegalArgumentException("The document %s cannot be read.".formatted(document));
    }
    Path target = output.toAbsolutePath();
    Path directory = target.getParent();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new IllegalArgumentException(
          "The result cannot be written to %s: there is no directory %s."
              .formatted(output, directory));
    }
    return new RunArguments(document, target, data);
  }

  private static String value(String[] arguments, int index) {
    if (index >= arguments.length) {
      throw new IllegalArgumentException(
          "Option %s needs a value. %s".formatted(arguments[index - 1], USAGE));
    }
    return arguments[index];
  }

  /** Where the database of this run lives; a temporary directory is deleted when closed. */
  public WorkingDirectory directory() {
    if (data != null) {
      return new WorkingDirectory(data, false);
    }
    try {
      return new WorkingDirectory(Files.createTempDirectory("diaflow-run"), true);
    } catch (IOException e) {
      throw new UncheckedIOException("There is no room for temporary files; say --data DIR.", e);
    }
  }

  /**
   * A directory to work in.
   *
   * @param path where it is
   * @param temporary whether it is deleted when closed
   */
  public record WorkingDirectory(Path path, boolean temporary) implements AutoCloseable {

    @Override
    public void close() {
      if (!temporary) {
        return;
      }
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        System.err.printf("%s could not be deleted: %s%n", path, e.getMessage());
      }
    }
  }
}
