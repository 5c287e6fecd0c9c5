package org.diaflow.service.experiment;

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
class StoredExperiment {

  @Id String id;
  String name;
  String kind;
  String[] tags;

  @Enumerated(EnumType.STRING)
  @Column(columnDefinition = "text")
  ExperimentState state;

  @Nullable String reason;
  String owner;

  @Column(name = "owner_name")
  String ownerName;

  String visibility;
  Instant created;
  @Nullable Instant started;
  @Nullable Instant finished;

  @Column(updatable = false)
  String document;

  @Column(updatable = false)
  String manifest;

  @Column(name = "cells_done")
  int done;

  @Column(name = "cells_total")
  int total;

  @Column(name = "last_sequence")
  long lastSequence;

  /** Lanes of another generation are out of date. */
  int generation;

  @Nullable Instant resumed;

  @Column(name = "cells_before")
  int doneBefore;

  protected StoredExperiment() {}

  ExperimentSummary summary() {
    return new ExperimentSummary(
        id,
        name,
        kind,
        List.of(tags),
        state,
        created,
        finished,
        standing().progress(),
        ownerName,
        visibility);
  }

  /** Where it stands. */
  Standing standing() {
    return new Standing(state, lastSequence, done, total, resumed, doneBefore);
  }
}
