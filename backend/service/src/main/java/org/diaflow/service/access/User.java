package org.diaflow.service.access;

/**
 * Somebody who makes a request.
 *
 * @param id the identity that never changes: the subject of the token
 * @param name the name for people
 * @param role what the user may do
 */
public record User(String id, String name, Role role) {

  /** Everybody where there are no accounts, and the service itself. */
  public static final User LOCAL = new User("local", "local", Role.ADMIN);

  /** Whether the user sees and changes what others own. */
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }
}
