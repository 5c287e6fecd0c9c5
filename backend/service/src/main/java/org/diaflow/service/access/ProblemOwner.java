package org.diaflow.service.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** A row of table {@code problem_owner}: somebody has stored this problem, or an equal one. */
@Entity
@Table(name = "problem_owner")
@IdClass(ProblemOwner.class)
@SuppressWarnings("NullAway.Init")
class ProblemOwner implements java.io.Serializable {

  private static final long serialVersionUID = 1L;

  @Id
  @Column(name = "problem_id")
  String problem;

  @Id String owner;

  protected ProblemOwner() {}

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof ProblemOwner that
        && problem.equals(that.problem)
        && owner.equals(that.owner);
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(problem, owner);
  }
}
