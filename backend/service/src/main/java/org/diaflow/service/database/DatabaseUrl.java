package org.diaflow.service.database;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Address of a PostgreSQL database with the credentials to use it, written {@code
 * postgresql://user:password@host:port/name}.
 *
 * @param user role to connect as
 * @param password its password
 * @param host host name or address
 * @param port TCP port
 * @param name name of the database, with options such as {@code ?sslmode=require} if any
 */
public record DatabaseUrl(String user, String password, String host, int port, String name) {

  private static final int STANDARD_PORT = 5432;

  /** Reads a URL; anything else is an {@link IllegalArgumentException} that says what is wrong. */
  public static DatabaseUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text.strip());
    } catch (URISyntaxException e) {
      throw malformed(e);
    }
    String login = uri.getRawUserInfo();
    String path = uri.getRawPath();
    if (!"postgresql".equals(uri.getScheme())
        || login == null
        || !login.contains(":")
        || uri.getHost() == null
        || path == null
        || path.length() < 2) {
      throw malformed(null);
    }
    int colon = login.indexOf(':');
    return new DatabaseUrl(
        decode(login.substring(0, colon)),
        decode(login.substring(colon + 1)),
        uri.getHost(),
        uri.getPort() < 0 ? STANDARD_PORT : uri.getPort(),
        path.substring(1) + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
  }

  /** The database in {@code DIAFLOW_DATABASE_URL}, if that names one. */
  public static Optional<DatabaseUrl> stated(Map<String, String> environment) {
    String url = environment.getOrDefault("DIAFLOW_DATABASE_URL", "");
    return url.isBlank() ? Optional.empty() : Optional.of(parse(url));
  }

  /**
   * The database of {@code DIAFLOW_DATABASE_URL}, or else the one that a service running on the
   * directory {@code data} keeps there; an {@link IllegalStateException} if there is neither.
   */
  public static DatabaseUrl find(Map<String, String> environment, Path data) {
    Optional<DatabaseUrl> stated = stated(environment);
    if (stated.isPresent()) {
      return stated.get();
    }
    Path file = data.resolve(EmbeddedDatabase.URL_FILE);
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException(
          "No database is known: set DIAFLOW_DATABASE_URL, or start the service that uses %s."
              .formatted(data),
          e);
    }
  }

  /** The settings with which the service uses this database. */
  public Map<String, String> settings() {
    return Map.of(
        "quarkus.datasource.username",
        user,
        "quarkus.datasource.password",
        password,
        "quarkus.datasource.jdbc.url",
        jdbc(),
        "quarkus.datasource.reactive.url",
        "postgresql://%s:%d/%s".formatted(host, port, name));
  }

  /** A connection of the caller's own, beside any pool. */
  public Connection connect() throws SQLException {
    var login = new Properties();
    login.setProperty("user", user);
    login.setProperty("password", password);
    return Objects.requireNonNull(new Driver().connect(jdbc(), login));
  }

  /** The JDBC URL, without credentials. */
  String jdbc() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
  }

  /** The URL with its password; {@link #toString} hides it. */
  String withPassword() {
    return "postgresql://%s:%s@%s:%d/%s".formatted(user, password, host, port, name);
  }

  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(user, host, port, name);
  }

  // The value itself is not repeated: it holds a password.
  private static IllegalArgumentException malformed(
      @org.jspecify.annotations.Nullable Throwable cause) {
    return new IllegalArgumentException(
        "The database URL is malformed; write it postgresql://user:password@host:port/name and"
            + " percent-encode special characters of the password.",
        cause);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
