package org.diaflow.api;

import java.util.regex.Pattern;

/** Names and addresses by which only this machine reaches itself. */
public final class Loopback {

  private static final Pattern ADDRESS =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

  private Loopback() {}

  /** Whether {@code host}, a name or an address, is one of them. */
  public static boolean isLoopback(String host) {
    return ADDRESS.matcher(host).matches();
  }

  /**
   * Fails with an {@link IllegalStateException} that says what to do if a process without {@code
   * accounts} is to listen on {@code host} and that is not loopback.
   */
  public static void require(String host, boolean accounts) {
    if (!accounts && !isLoopback(host)) {
      throw new IllegalStateException(
          "Binding to %s is refused: without accounts Diaflow listens on loopback only. Set"
                  .formatted(host)
              + " DIAFLOW_OIDC_URL to the OpenID Connect issuer of your accounts, or DIAFLOW_BIND"
              + " to 127.0.0.1 and reach it from elsewhere through an SSH tunnel.");
    }
  }
}
