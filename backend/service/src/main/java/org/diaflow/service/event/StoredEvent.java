package org.diaflow.service.event;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A row of table {@code experiment_event}: something that happened, for good. */
@Entity
@Table(name = "experiment_event")
@IdClass(StoredEvent.Key.class)
@SuppressWarnings("NullAway.Init")
public class StoredEvent {

  /**
   * Identity of an event.
   *
   * @param experiment id of the experiment
   * @param sequence its number, from 1 and without gaps
   */
  public record Key(String experiment, long sequence) implements Serializable {}

  @Id
  @Column(name = "experiment_id")
  String experiment;

  @Id long sequence;
  String name;
  String data;

  protected StoredEvent() {}

  /** The event {@code name} with {@code data} in JSON. */
  public StoredEvent(String experiment, long sequence, String name, String data) {
    this.experiment = experiment;
    this.sequence = sequence;
    this.name = name;
    this.data = data;
  }

  /** Its number within the experiment. */
  public long sequence() {
    return sequence;
  }

  /** {@code state}, {@code cell} or {@code end}. */
  public String name() {
    return name;
  }

  /** Its content in JSON. */
  public String data() {
    return data;
  }
}
