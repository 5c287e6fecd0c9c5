package org.diaflow.frontend.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A form of files and texts to be sent as {@code multipart/form-data}; files are streamed. */
public final class Multipart {

  private final String boundary = "diaflow-" + UUID.randomUUID();
  private final List<BodyPublisher> parts = new ArrayList<>();

  /** Adds a text. */
  public Multipart text(String name, String value) {
    parts.add(BodyPublishers.ofString(head(name, "") + "\r\n" + value + "\r\n"));
    return this;
  }

  /** Adds a CSV file; {@code fileName} must hold no quotes or line breaks, they are dropped. */
  public Multipart file(String name, String fileName, Path content) {
    String safe = fileName.replaceAll("[\"\\r\\n]", "");
    parts.add(
        BodyPublishers.ofString(
            head(name, "; filename=\"%s\"".formatted(safe)) + "Content-Type: text/csv\r\n\r\n"));
    try {
      parts.add(BodyPublishers.ofFile(content));
    } catch (FileNotFoundException e) {
      throw new BackendException(
          "The uploaded file %s is gone; choose it again.".formatted(safe), e);
    }
    parts.add(BodyPublishers.ofString("\r\n"));
    return this;
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher publisher() {
    var all = new ArrayList<>(parts);
    all.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
    return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
  }

  private String head(String name, String more) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n"
        .formatted(boundary, name, more);
  }
}
