package org.diaflow.service.experiment.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of table {@code experiment_event}: an event that is not the end of a cell. */
@Entity
@Table(name = "experiment_event")
@IdClass(StoredEvent.Key.class)
@SuppressWarnings("NullAway.Init")
class StoredEvent {

  /**
   * Identity of an event.
   *
   * @param experiment id of the experiment
   * @param sequence its number, from 1 and without gaps
   */
  record Key(String experiment, long sequence) implements Serializable {}

  @Id
  @Column(name = "experiment_id")
  String experiment;

  @Id long sequence;
  String name;
  String data;

  protected StoredEvent() {}

  /** The event {@code name} with {@code data} in JSON. */
  StoredEvent(String experiment, long sequence, String name, String data) {
    this.experiment = experiment;
    this.sequence = sequence;
    this.name = name;
    this.data = data;
  }
}
