package org.diaflow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.diaflow.spi.DenseMatrix;

/** Another program that works on a matrix and a vector, and says how long that took. */
final class Peer {

  /**
   * What became of it.
   *
   * @param seconds processor time; NaN if there is none
   * @param remark what else there is to say: steps, or what is missing
   */
  record Answer(double seconds, String remark) {

    static Answer none(String remark) {
      return new Answer(Double.NaN, remark);
    }

    private static Answer of(String line) {
      String[] parts = line.strip().split(" ", 2);
      try {
        return new Answer(Double.parseDouble(parts[0]), parts.length == 1 ? "" : parts[1]);
      } catch (NumberFormatException e) {
        return none(line.strip());
      }
    }
  }

  private final List<String> program;
  private final String missing;

  /**
   * A peer.
   *
   * @param program the command, to which file, N, d and further arguments are appended
   * @param missing what is missing where the program cannot be started
   */
  Peer(List<String> program, String missing) {
    this.program = program;
    this.missing = missing;
  }

  /** Lets it work on A and y. */
  Answer run(DenseMatrix matrix, double[] observations, Object... further) {
    try {
      Path data = Files.createTempFile("diaflow-peers", ".doubles");
      try {
        write(data, matrix.entries(), observations);
        var command = new ArrayList<String>(program);
        command.addAll(List.of(data.toString(), "" + matrix.rows(), "" + matrix.columns()));
        for (Object argument : further) {
          command.add(argument.toString());
        }
        return answer(command);
      } finally {
        Files.delete(data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer answer(List<String> command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      return Answer.none("missing: " + missing);
    }
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    int status = process.onExit().join().exitValue();
    return status == 0 ? Answer.of(output) : Answer.none("failed with status " + status);
  }

  private static void write(Path file, double[] matrix, double[] observations) throws IOException {
    int block = 1 << 20;
    ByteBuffer bytes = ByteBuffer.allocate(8 * block).order(ByteOrder.nativeOrder());
    try (var out = Files.newOutputStream(file)) {
      for (double[] values : List.of(matrix, observations)) {
        for (int from = 0; from < values.length; from += block) {
          int count = Math.min(block, values.length - from);
          DoubleBuffer buffer = bytes.asDoubleBuffer();
          buffer.put(values, from, count);
          out.write(bytes.array(), 0, 8 * count);
        }
      }
    }
  }
}
