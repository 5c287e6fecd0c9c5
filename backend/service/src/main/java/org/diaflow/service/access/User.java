package org.diaflow.service.access;

/**
 * Somebody who makes a request.
 *
 * @param id what identifies him for good: the subject of his token
 * @param name his name for people
 * @param role what he may do
 */
public record User(String id, String name, Role role) {

  /** Everybody where there are no accounts, and the service itself. */
  public static final User LOCAL = new User("local", "local", Role.ADMIN);

  /** Whether he sees and changes what others own. */
  public boolean isAdmin() {
    return role == Role.ADMIN;
  }
}
