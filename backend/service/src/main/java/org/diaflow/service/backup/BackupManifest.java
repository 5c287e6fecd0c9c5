package org.diaflow.service.backup;

import java.util.List;
import java.util.Map;

/**
 * What a backup holds; the last entry of its file.
 *
 * @param created when, in ISO 8601
 * @param schema version of the schema the tables are in
 * @param tables the tables, every one after those it refers to
 * @param sequences next value of every sequence
 */
record BackupManifest(
    String created, String schema, List<Content> tables, Map<String, Long> sequences) {

  /**
   * One table.
   *
   * @param name its name
   * @param columns its columns in the order of the data
   * @param rows number of rows
   * @param sha256 digest of the data
   */
  record Content(String name, List<String> columns, long rows, String sha256) {}
}
