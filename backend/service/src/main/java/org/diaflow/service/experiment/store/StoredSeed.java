package org.diaflow.service.experiment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A row of table {@code experiment_seed}: the problem of one seed and what theory predicts. */
@Entity
@Table(name = "experiment_seed")
@IdClass(StoredSeed.Key.class)
@SuppressWarnings("NullAway.Init")
public class StoredSeed {

  /**
   * Identity of a seed.
   *
   * @param experiment id of the experiment
   * @param position its place in the document's list
   */
  record Key(String experiment, int position) implements Serializable {}

  @Id
  @Column(name = "experiment_id")
  String experiment;

  @Id int position;

  /** The seed. */
  public long seed;

  /** Id of its problem. */
  @Column(name = "problem_id")
  public String problem;

  /** List of {@link Prediction}s in JSON, or null before the problem has been certified. */
  public @Nullable String predictions;

  protected StoredSeed() {}

  /** The row of {@code seed} at {@code position} in the document, with the id of its problem. */
  public StoredSeed(String experiment, int position, long seed, String problem) {
    this.experiment = experiment;
    this.position = position;
    this.seed = seed;
    this.problem = problem;
  }
}
