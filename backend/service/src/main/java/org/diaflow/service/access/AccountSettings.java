package org.diaflow.service.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens the service takes.
 *
 * <p>{@code DIAFLOW_OIDC_URL} names the OpenID Connect issuer (of Keycloak: {@code
 * https://host/realms/name}) and switches accounts on; {@code DIAFLOW_OIDC_AUDIENCE} (default
 * {@value #DEFAULT_AUDIENCE}) must be among the audiences of every token. Roles are read from the
 * claims {@code realm_access/roles}, {@code resource_access/AUDIENCE/roles} and {@code groups}.
 *
 * @param issuer the issuer
 * @param audience the audience
 */
public record AccountSettings(String issuer, String audience) {

  private static final String DEFAULT_AUDIENCE = "diaflow-api";

  /** The settings in {@code environment}; null where it asks for no accounts. */
  public static @Nullable AccountSettings of(Map<String, String> environment) {
    @Nullable String issuer = environment.get("DIAFLOW_OIDC_URL");
    @Nullable String audience = environment.get("DIAFLOW_OIDC_AUDIENCE");
    return issuer == null || issuer.isBlank()
        ? null
        : new AccountSettings(
            issuer.strip(),
            audience == null || audience.isBlank() ? DEFAULT_AUDIENCE : audience.strip());
  }

  /** The settings with which Quarkus checks tokens. */
  public Map<String, String> settings() {
    var settings = new LinkedHashMap<String, String>();
    settings.put("quarkus.oidc.tenant-enabled", "true");
    settings.put("quarkus.oidc.auth-server-url", issuer);
    settings.put("quarkus.oidc.client-id", audience);
    settings.put("quarkus.oidc.token.audience", audience);
    settings.put("quarkus.oidc.token.allow-jwt-introspection", "false");
    settings.put("quarkus.oidc.token.allow-opaque-token-introspection", "false");
    settings.put(
        "quarkus.oidc.roles.role-claim-path",
        "realm_access/roles,groups,resource_access/\"%s\"/roles".formatted(audience));
    return settings;
  }
}
