package org.diaflow.service.experiment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentSummary;
import org.jspecify.annotations.Nullable;

/** A row of table {@code experiment}. */
@Entity
@Table(name = "experiment")
@SuppressWarnings("NullAway.Init")
public class StoredExperiment {

  /** The newest format: what has a higher number was stored by a later version of Diaflow. */
  public static final int FORMAT = 2;

  /** Its id. */
  @Id public String id;

  /** Its name for people. */
  public String name;

  /** Its kind, as the document states it. */
  public String kind;

  /** Its tags. */
  public String[] tags;

  /** Its state. */
  @Enumerated(EnumType.STRING)
  @Column(columnDefinition = "text")
  public ExperimentState state;

  /** Why it is in this state, or null. */
  public @Nullable String reason;

  /** Id of the user who submitted it. */
  public String owner;

  /** That user's name then. */
  @Column(name = "owner_name")
  public String ownerName;

  /** {@code private} or {@code shared}. */
  public String visibility;

  /** When it was submitted. */
  public Instant created;

  /** When its first cell was begun, or null before. */
  public @Nullable Instant started;

  /** When it ended, or null before. */
  public @Nullable Instant finished;

  @Column(updatable = false)
  String document;

  @Column(updatable = false)
  String manifest;

  @Column(name = "cells_done")
  int done;

  /** Number of its cells. */
  @Column(name = "cells_total")
  public int total;

  /** Number of its last event. */
  @Column(name = "last_sequence")
  public long lastSequence;

  /** Ranges of another generation are out of date. */
  public int generation;

  /** The format in which its document, manifest and results are stored. */
  @Column(updatable = false)
  public int format = FORMAT;

  @Nullable Instant resumed;

  @Column(name = "cells_before")
  int doneBefore;

  /** An empty row. */
  public StoredExperiment() {}

  ExperimentSummary summary() {
    return new ExperimentSummary(
        id,
        name,
        kind,
        List.of(tags),
        state,
        created,
        finished,
        status().progress(),
        ownerName,
        visibility);
  }

  /** Where it stands. */
  public ExperimentStatus status() {
    return new ExperimentStatus(state, lastSequence, done, total, resumed, doneBefore);
  }
}
