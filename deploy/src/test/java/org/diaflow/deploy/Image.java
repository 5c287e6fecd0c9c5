package org.diaflow.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An image in the format of {@code docker save}.
 *
 * @param config its configuration
 * @param layers compressed archives of files, the lowest first
 */
record Image(JsonNode config, List<byte[]> layers) {

  /** The image in a file of {@code target}. */
  static Image read(String file) throws IOException {
    var mapper = new ObjectMapper();
    var parts = new LinkedHashMap<String, byte[]>();
    try (var tar = new TarArchiveInputStream(Files.newInputStream(Path.of("target", file)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        parts.put(entry.getName(), tar.readAllBytes());
      }
    }
    JsonNode manifest = mapper.readTree(part(parts, "manifest.json")).get(0);
    var layers = new ArrayList<byte[]>();
    for (JsonNode layer : manifest.path("Layers")) {
      layers.add(part(parts, layer.asText()));
    }
    return new Image(mapper.readTree(part(parts, manifest.path("Config").asText())), layers);
  }

  private static byte[] part(Map<String, byte[]> parts, String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  /** What a layer holds, by path. */
  Map<String, TarArchiveEntry> entries(int layer) {
    var entries = new LinkedHashMap<String, TarArchiveEntry>();
    try (TarArchiveInputStream tar = open(layer)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /** Unpacks all layers, as a container engine would. */
  void unpack(Path root) throws IOException, InterruptedException {
    for (byte[] layer : layers) {
      Process tar =
          new ProcessBuilder("tar", "xz", "-C", root.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (var out = tar.getOutputStream()) {
        out.write(layer);
      }
      assertEquals(0, tar.waitFor());
    }
  }

  List<String> entrypoint() {
    return Workload.list(config.at("/config/Entrypoint")).stream().map(JsonNode::asText).toList();
  }

  Map<String, String> environment() {
    var variables = new LinkedHashMap<String, String>();
    for (JsonNode variable : config.at("/config/Env")) {
      String[] parts = variable.asText().split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    return variables;
  }

  private TarArchiveInputStream open(int layer) throws IOException {
    InputStream in = new ByteArrayInputStream(layers.get(layer));
    return new TarArchiveInputStream(new GZIPInputStream(in));
  }
}
