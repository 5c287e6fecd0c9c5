package org.diaflow.service.access;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user may do; every role may do what the ones before it may. */
public enum Role {
  /** Reads what the user owns or others share. */
  VIEWER,
  /** Also uploads, submits, and changes what the user owns. */
  RESEARCHER,
  /** Everything with everybody's, and the audit log. */
  ADMIN;

  /** Whether this role may do what {@code other} may. */
  boolean covers(Role other) {
    return compareTo(other) >= 0;
  }

  /** The name in tokens and sentences. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The highest of the roles that {@code names} name; other names mean nothing here. */
  static Optional<Role> highest(Set<String> names) {
    return Arrays.stream(values())
        .filter(role -> names.contains(role.wireName()))
        .max(Comparator.naturalOrder());
  }
}
