package org.diaflow.deploy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A process that sees nothing but an image: its files read-only, an empty {@code /tmp}, the user
 * the image names and no capability. What a container engine does, by {@code unshare}; needs root.
 */
final class Container implements AutoCloseable {

  private static final String ENTER =
      """
      set -e
      mount() { PATH=/usr/sbin:/usr/bin:/sbin:/bin command mount "$@"; }
      mount --bind "$0" "$0"
      mount -t proc proc "$0/proc"
      mount -t tmpfs tmpfs "$0/tmp"
      mount -o remount,ro,bind "$0"
      cd /
      exec /usr/sbin/chroot --userspec=10001:10001 "$0" "$@"
      """;

  private final Process process;
  private final Path log;

  private Container(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Whether this machine can do that. */
  static boolean possible() {
    return "root".equals(System.getProperty("user.name"))
        && Files.isExecutable(Path.of("/usr/bin/unshare"))
        && Files.isExecutable(Path.of("/usr/sbin/chroot"));
  }

  /** Starts the image unpacked at {@code root}. */
  static Container start(
      Image image, Path root, Map<String, String> environment, List<String> arguments)
      throws IOException {
    Files.createDirectories(root.resolve("proc"));
    var command = new ArrayList<>(List.of("/usr/bin/unshare", "--mount", "/bin/sh", "-c", ENTER));
    command.add(root.toString());
    command.add(image.environment().get("JAVA_HOME") + "/bin/java");
    image.entrypoint().stream()
        .skip(1)
        .map(word -> word.equals("quarkus-run.jar") ? "/diaflow/" + word : word)
        .forEach(command::add);
    command.addAll(arguments);
    Path log = Files.createTempFile(root.getParent(), "container", ".log");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    var variables = new TreeMap<>(image.environment());
    variables.putAll(environment);
    builder.environment().clear();
    builder.environment().putAll(variables);
    return new Container(builder.start(), log);
  }

  /** Waits until a GET is answered with 200; the answer. */
  String await(String url) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
      while (process.isAlive() && System.nanoTime() < deadline) {
        try {
          HttpResponse<String> response =
              client.send(
                  HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build(),
                  HttpResponse.BodyHandlers.ofString());
          if (response.statusCode() == 200) {
            return response.body();
          }
        } catch (IOException e) {
          // not yet
        }
        Thread.sleep(200);
      }
    }
    throw new AssertionError(url + " is not answered: " + log());
  }

  /** Waits for its end; the exit code. */
  int await() throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      throw new AssertionError("It does not end.");
    }
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** What {@code /proc} says of a property of the process. */
  String status(String property) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith(property + ":"))
        .findFirst()
        .orElseThrow();
  }

  /** Asks it to stop and waits, as a cluster does. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("It does not stop.");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
