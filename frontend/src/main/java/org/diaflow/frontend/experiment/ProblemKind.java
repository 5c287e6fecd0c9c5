package org.diaflow.frontend.experiment;

/** How the form states its problem. */
enum ProblemKind {
  /** The tightness example, by ϱ and y. */
  TIGHTNESS("Tightness example A = (1, ϱ)"),
  /** A Gaussian matrix and a sparse vector, by their sizes. */
  GAUSSIAN("Gaussian, sparse x*"),
  /** A stored problem, by its id. */
  STORED("Stored or uploaded problem"),
  /** Numbers or a generator that only the document can state. */
  DOCUMENT("As the document says");

  private final String title;

  ProblemKind(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
