package org.diaflow.service.database;

import org.flywaydb.core.Flyway;

/** Brings the schema of a database up to date, so that the processes of a roll-out find it so. */
public final class Migration {

  private Migration() {}

  /** Migrates {@code database} and says what was done; the exit code. */
  public static int of(DatabaseUrl database) {
    var result =
        Flyway.configure()
            .dataSource(database.jdbc(), database.user(), database.password())
            .load()
            .migrate();
    System.out.printf(
        "The schema of %s is at version %s (%d migrations applied).%n",
        database,
        result.targetSchemaVersion == null
            ? result.initialSchemaVersion
            : result.targetSchemaVersion,
        result.migrationsExecuted);
    return 0;
  }
}
