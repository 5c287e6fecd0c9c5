package org.diaflow.service.queue;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The queries on db-scheduler's table that its own interface lacks. */
@ApplicationScoped
public class CellRangeTable {

  private static final int PATIENCE_SECONDS = 60;

  private final DataSource database;

  CellRangeTable(DataSource database) {
    this.database = database;
  }

  /**
   * The number of ranges of an experiment, and the signs of life of their workers.
   *
   * @param ranges how many there are
   * @param held how many are being computed
   * @param lastSign when a worker last gave a sign of life on one, or null if none ever did
   */
  public record Attendance(int ranges, int held, @Nullable Instant lastSign) {}

  private interface Work<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  /** The attendance on the ranges of {@code experiment}. */
  Attendance attendance(String experiment) {
    return run(
        """
        select count(*), count(*) filter (where picked),
          max(greatest(last_heartbeat, last_success))
        from scheduled_tasks where task_name = 'lane' and task_instance like ?
        """,
        statement -> {
          statement.setString(1, experiment + "/%");
          try (ResultSet row = statement.executeQuery()) {
            row.next();
            OffsetDateTime sign = row.getObject(3, OffsetDateTime.class);
            return new Attendance(
                row.getInt(1), row.getInt(2), sign == null ? null : sign.toInstant());
          }
        });
  }

  /** The names of the processes that hold ranges. */
  List<String> holders() {
    return run(
        "select distinct picked_by from scheduled_tasks where task_name = 'lane' and picked",
        statement -> {
          var holders = new ArrayList<String>();
          try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
              holders.add(row.getString(1));
            }
          }
          return holders;
        });
  }

  /** Frees the ranges of {@code holder}, which must be gone. */
  void release(String holder) {
    update(
        """
        update scheduled_tasks
        set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
        where task_name = 'lane' and picked and picked_by = ?
        """,
        holder);
  }

  void drop(String experiment) {
    update(
        "delete from scheduled_tasks where task_name = 'lane' and not picked and task_instance like ?",
        experiment + "/%");
  }

  private void update(String sql, String parameter) {
    run(
        sql,
        statement -> {
          statement.setString(1, parameter);
          return statement.executeUpdate();
        });
  }

  private <T> T run(String sql, Work<T> work) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(PATIENCE_SECONDS);
      return work.on(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("The queue cannot be read: " + e.getMessage(), e);
    }
  }
}
