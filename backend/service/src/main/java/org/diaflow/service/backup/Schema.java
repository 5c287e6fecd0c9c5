package org.diaflow.service.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the database's schema says of itself. */
final class Schema {

  private static final String TABLES =
      """
      select c.relname, a.attname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and c.relname <> 'flyway_schema_history' and a.attgenerated = ''
      order by c.relname, a.attnum""";
  private static final String REFERENCES =
      """
      select t.relname, r.relname from pg_constraint k
        join pg_class t on t.oid = k.conrelid join pg_class r on r.oid = k.confrelid
      where k.contype = 'f' and t.oid <> r.oid and t.relnamespace = 'public'::regnamespace""";
  private static final String VERSION =
      "select version from flyway_schema_history where success order by installed_rank desc limit 1";

  private final Connection connection;

  Schema(Connection connection) {
    this.connection = connection;
  }

  /** The version Flyway has brought it to; an {@link IllegalStateException} if to none. */
  String version() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet exists =
            statement.executeQuery("select to_regclass('public.flyway_schema_history')")) {
      exists.next();
      if (exists.getString(1) == null) {
        throw new IllegalStateException(
            "The database has no tables yet; run the role 'migrate' first.");
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(VERSION)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Columns by table, every table after those it refers to. */
  Map<String, List<String>> tables() throws SQLException {
    var columns = new TreeMap<String, List<String>>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        columns
            .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
            .add(rows.getString(2));
      }
    }
    var references = new HashMap<String, Set<String>>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(REFERENCES)) {
      while (rows.next()) {
        references
            .computeIfAbsent(rows.getString(1), name -> new TreeSet<>())
            .add(rows.getString(2));
      }
    }
    var sorted = new LinkedHashMap<String, List<String>>();
    while (sorted.size() < columns.size()) {
      String next =
          columns.keySet().stream()
              .filter(table -> !sorted.containsKey(table))
              .filter(
                  table -> sorted.keySet().containsAll(references.getOrDefault(table, Set.of())))
              .findFirst()
              .orElseThrow(
                  () -> new IllegalStateException("Tables refer to each other in a circle."));
      sorted.put(next, Objects.requireNonNull(columns.get(next)));
    }
    return sorted;
  }

  /** The value that every sequence gives next. */
  Map<String, Long> sequences() throws SQLException {
    var names = new ArrayList<String>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sequencename from pg_sequences where schemaname = 'public'")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    var next = new TreeMap<String, Long>();
    for (String name : names) {
      try (Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select case when is_called then last_value + 1 else last_value end from "
                      + quoted(name))) {
        row.next();
        next.put(name, row.getLong(1));
      }
    }
    return next;
  }

  /** An SQL identifier. */
  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A list of columns in parentheses. */
  static String list(List<String> columns) {
    return "(" + String.join(", ", columns.stream().map(Schema::quoted).toList()) + ")";
  }
}
