package org.diaflow.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file of a lab server. */
final class ComposeFile {

  private ComposeFile() {}

  /** Its content, with aliases and merges resolved. */
  static JsonNode read() throws IOException {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    try (Reader file = Files.newBufferedReader(Path.of("compose.yaml"))) {
      Object content = yaml.load(file);
      return new ObjectMapper().valueToTree(content);
    }
  }
}
