package org.diaflow.service.table;

/** What a file is to hold. */
public enum TableKind {
  /** Rows and columns. */
  MATRIX,
  /** One row or one column. */
  VECTOR
}
