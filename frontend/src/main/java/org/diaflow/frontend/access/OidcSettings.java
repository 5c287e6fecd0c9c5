package org.diaflow.frontend.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How users sign in: {@code DIAFLOW_OIDC_URL} names the OpenID Connect issuer, {@code
 * DIAFLOW_OIDC_CLIENT} (default {@code diaflow}) and {@code DIAFLOW_OIDC_SECRET} (32 characters or
 * more, so that several dashboards read each other's cookies) the dashboard's client there. The
 * client's access tokens must have the backend's audience.
 */
public final class OidcSettings {

  /** Where a user goes to sign out. */
  public static final String SIGN_OUT = "/sign-out";

  private OidcSettings() {}

  /** The settings that {@code environment} asks for; none if it asks for no accounts. */
  public static Map<String, String> of(Map<String, String> environment) {
    String issuer = environment.getOrDefault("DIAFLOW_OIDC_URL", "");
    if (issuer.isBlank()) {
      return Map.of();
    }
    var settings = new LinkedHashMap<String, String>();
    settings.put("quarkus.oidc.tenant-enabled", "true");
    settings.put("quarkus.oidc.application-type", "web-app");
    settings.put("quarkus.oidc.auth-server-url", issuer.strip());
    settings.put(
        "quarkus.oidc.client-id", environment.getOrDefault("DIAFLOW_OIDC_CLIENT", "diaflow"));
    String secret = environment.getOrDefault("DIAFLOW_OIDC_SECRET", "");
    if (!secret.isBlank()) {
      settings.put("quarkus.oidc.credentials.secret", secret);
    }
    settings.put("quarkus.oidc.authentication.pkce-required", "true");
    settings.put("quarkus.oidc.authentication.redirect-path", "/");
    settings.put("quarkus.oidc.authentication.restore-path-after-redirect", "true");
    settings.put("quarkus.oidc.authentication.session-age-extension", "30M");
    settings.put("quarkus.oidc.token.refresh-expired", "true");
    settings.put("quarkus.oidc.token.refresh-token-time-skew", "90S");
    // every beat of a page is a request on which an old access token is renewed
    settings.put("vaadin.heartbeatInterval", "60");
    settings.put("quarkus.oidc.logout.path", SIGN_OUT);
    settings.put("quarkus.oidc.logout.post-logout-path", "/");
    settings.put("quarkus.http.auth.permission.dashboard.enabled", "true");
    return settings;
  }
}
