package org.diaflow.service.access;

import java.util.regex.Pattern;

/** Names and addresses by which only this machine reaches itself. */
final class Loopback {

  private static final Pattern ADDRESS =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  static boolean isLoopback(String host) {
    return ADDRESS.matcher(host).matches();
  }
}
