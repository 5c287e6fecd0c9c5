package org.diaflow.service.problem;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.diaflow.spi.DenseMatrix;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.spi.SparseMatrix;
import org.jspecify.annotations.Nullable;

/** A row of table {@code problem}. */
@Entity
@Table(name = "problem")
@SuppressWarnings("NullAway.Init")
public class StoredProblem {

  private static final int ID_DIGITS = 32;

  @Id String id;
  String name;

  @Column(name = "matrix_rows")
  int rows;

  @Column(name = "matrix_columns")
  int columns;

  String fingerprint;
  String provenance;
  Instant created;

  /** Number of stored entries of a sparse matrix, or null for a dense one. */
  @Nullable Integer nonzeros;

  byte[] matrix;
  byte[] observations;
  byte @Nullable [] planted;

  protected StoredProblem() {}

  /** The row for {@code problem}, whose id follows from A, y and, if planted, x*. */
  StoredProblem(RegressionProblem problem, String name, Instant created) {
    this.fingerprint = fingerprint(problem);
    this.id = fingerprint.substring(0, ID_DIGITS);
    this.name = name;
    this.rows = problem.rows();
    this.columns = problem.columns();
    this.provenance = problem.provenance();
    this.created = created;
    this.nonzeros =
        problem.matrix() instanceof SparseMatrix sparse ? sparse.nonzeros().length : null;
    this.matrix =
        switch (problem.matrix()) {
          case DenseMatrix dense -> Doubles.toBytes(dense.entries());
          case SparseMatrix sparse -> SparseBytes.of(sparse);
        };
    this.observations = Doubles.toBytes(problem.observations());
    double @Nullable [] vector = problem.planted();
    this.planted = vector == null ? null : Doubles.toBytes(vector);
  }

  /** SHA-256 of A and y, and of x* where it is planted: another x* is another problem. */
  private static String fingerprint(RegressionProblem problem) {
    double @Nullable [] planted = problem.planted();
    if (planted == null) {
      return problem.fingerprint();
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(HexFormat.of().parseHex(problem.fingerprint()));
      digest.update(Doubles.toBytes(planted));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** Id of the problem. */
  public String id() {
    return id;
  }

  /** Name of the problem. */
  public String name() {
    return name;
  }

  /** The problem as a value. */
  public RegressionProblem problem() {
    return new RegressionProblem(
        nonzeros == null
            ? new DenseMatrix(rows, columns, Doubles.fromBytes(matrix))
            : SparseBytes.matrix(rows, columns, nonzeros, matrix),
        Doubles.fromBytes(observations),
        planted == null ? null : Doubles.fromBytes(planted),
        provenance);
  }
}
