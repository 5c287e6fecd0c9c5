package org.diaflow.service.experiment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.diaflow.engine.lab.LeadingTerm;
import org.jspecify.annotations.Nullable;

/** A row of table {@code experiment_seed}: a problem and what theory predicts for it. */
@Entity
@Table(name = "experiment_seed")
@IdClass(StoredSeed.Key.class)
@SuppressWarnings("NullAway.Init")
public class StoredSeed {

  /**
   * Identity of a problem of an experiment.
   *
   * @param experiment id of the experiment
   * @param position its place among the experiment's problems
   */
  record Key(String experiment, int position) implements Serializable {}

  @Id
  @Column(name = "experiment_id")
  String experiment;

  /** Its place among the experiment's problems. */
  @Id public int position;

  /** The seed. */
  public long seed;

  /** Id of its problem, or null where workers make it from its recipe. */
  @Column(name = "problem_id")
  public @Nullable String problem;

  /** List of {@link LeadingTerm}s in JSON, or null before the problem has been certified. */
  public @Nullable String predictions;

  protected StoredSeed() {}

  /** The row of the problem at {@code position}, with its seed and its id. */
  public StoredSeed(String experiment, int position, long seed, @Nullable String problem) {
    this.experiment = experiment;
    this.position = position;
    this.seed = seed;
    this.problem = problem;
  }
}
