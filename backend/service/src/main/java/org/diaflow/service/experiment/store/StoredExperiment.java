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

  public @Id String id;
  public String name;
  public String kind;
  public String[] tags;

  @Enumerated(EnumType.STRING)
  @Column(columnDefinition = "text")
  public ExperimentState state;

  public @Nullable String reason;
  public String owner;

  @Column(name = "owner_name")
  public String ownerName;

  public String visibility;
  public Instant created;
  public @Nullable Instant started;
  public @Nullable Instant finished;

  @Column(updatable = false)
  String document;

  @Column(updatable = false)
  String manifest;

  @Column(name = "cells_done")
  int done;

  @Column(name = "cells_total")
  public int total;

  @Column(name = "last_sequence")
  public long lastSequence;

  /** Ranges of another generation are out of date. */
  public int generation;

  @Nullable Instant resumed;

  @Column(name = "cells_before")
  int doneBefore;

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
