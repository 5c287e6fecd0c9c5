package org.diaflow.frontend;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.diaflow.frontend.access.OidcSettings;

/** Starts the dashboard, with sign-in if {@code DIAFLOW_OIDC_URL} names an issuer. */
@QuarkusMain
public final class Dashboard {

  private Dashboard() {}

  /** Runs until SIGINT or SIGTERM. */
  public static void main(String... arguments) {
    OidcSettings.of(System.getenv()).forEach(System::setProperty);
    Quarkus.run(arguments);
  }
}
