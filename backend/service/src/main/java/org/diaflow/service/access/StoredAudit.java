package org.diaflow.service.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.diaflow.api.AuditEntry;
import org.jspecify.annotations.Nullable;

/** A row of table {@code audit}. */
@Entity
@Table(name = "audit")
@SuppressWarnings("NullAway.Init")
class StoredAudit {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  Instant at;

  @Column(name = "user_id")
  String userId;

  @Column(name = "user_name")
  String userName;

  String action;
  @Nullable String subject;
  int status;

  protected StoredAudit() {}

  StoredAudit(AuditEntry entry) {
    this.at = entry.at();
    this.userId = entry.userId();
    this.userName = entry.userName();
    this.action = entry.action();
    this.subject = entry.subject();
    this.status = entry.status();
  }

  AuditEntry entry() {
    return new AuditEntry(at, userId, userName, action, subject, status);
  }
}
