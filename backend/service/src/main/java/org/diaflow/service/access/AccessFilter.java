package org.diaflow.service.access;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.Principal;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.diaflow.api.ApiError.FieldError;
import org.diaflow.service.errors.ApiException;
import org.diaflow.service.errors.ErrorAnswers;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The filter of every request to the API: who makes it, whether the role allows it, and whether
 * there are too many, before anything of its body is read. Health, metrics and the OpenAPI document
 * are open.
 */
@ApplicationScoped
class AccessFilter {

  private static final Logger LOG = Logger.getLogger(AccessFilter.class);

  /** After the framework has made the identity available, before any resource. */
  private static final int AFTER_AUTHENTICATION = 50;

  private final boolean accounts;
  private final IdentityProviderManager identities;
  private final RateLimit limit;
  private final Audit audit;
  private final ErrorAnswers answers;

  AccessFilter(
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled") boolean accounts,
      IdentityProviderManager identities,
      RateLimit limit,
      Audit audit,
      ErrorAnswers answers) {
    this.accounts = accounts;
    this.identities = identities;
    this.limit = limit;
    this.audit = audit;
    this.answers = answers;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_AUTHENTICATION);
  }

  private void check(RoutingContext context) {
    if (!context.normalizedPath().startsWith("/api")) {
      context.next();
    } else if (!accounts) {
      admit(context, User.LOCAL, address(context));
    } else if (!limit.has(address(context), System.nanoTime())) {
      answers.end(context, tooOften());
    } else {
      identify(context);
    }
  }

  private void identify(RoutingContext context) {
    context.request().pause();
    BiConsumer<RoutingContext, Throwable> failed = this::failed; // not the framework's own answer
    context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, failed);
    var _ =
        QuarkusHttpUser.getSecurityIdentity(context, identities)
            .subscribe()
            .with(identity -> identified(context, identity), failure -> failed(context, failure));
  }

  private void failed(RoutingContext context, Throwable failure) {
    if (context.response().ended()) {
      return;
    }
    if (failure instanceof AuthenticationException || failure instanceof SecurityException) {
      LOG.debug("A token was refused.", failure);
      refuse(context, "refused");
    } else {
      LOG.warn("A token could not be checked.", failure);
      answers.end(context, noIssuer());
    }
  }

  private void identified(RoutingContext context, @Nullable SecurityIdentity identity) {
    if (identity == null || identity.isAnonymous()) {
      refuse(context, null);
      return;
    }
    Principal principal = identity.getPrincipal();
    @Nullable String subject = principal instanceof JsonWebToken token ? token.getSubject() : null;
    Optional<Role> role = Role.highest(identity.getRoles());
    if (subject == null) {
      refuse(context, "without a subject");
    } else if (role.isEmpty()) {
      var nobody = new User(subject, principal.getName(), Role.VIEWER);
      audit.refused(nobody, context, 403);
      answers.end(context, noRole(principal.getName()));
    } else {
      var user = new User(subject, principal.getName(), role.get());
      admit(context, user, "user " + user.id());
    }
  }

  private void admit(RoutingContext context, User user, String bucket) {
    Policy.Rule rule = rule(context);
    if (!limit.take(bucket, System.nanoTime())) {
      answers.end(context, tooOften());
    } else if (!user.role().covers(rule.role())) {
      audit.refused(user, context, 403);
      answers.end(context, tooLow(user, rule.role()));
    } else {
      CurrentUser.set(context, user);
      audit.watch(user, rule, context);
      context.next();
    }
  }

  static Policy.Rule rule(RoutingContext context) {
    return Policy.of(context.request().method().name(), context.normalizedPath());
  }

  /** Only strangers use up the share of their address: behind one address may be a laboratory. */
  private void refuse(RoutingContext context, @Nullable String value) {
    limit.take(address(context), System.nanoTime());
    context
        .response()
        .putHeader("WWW-Authenticate", value == null ? "Bearer" : "Bearer error=\"invalid_token\"");
    String state = Objects.requireNonNullElse(value, "missing");
    answers.end(
        context,
        ApiException.unauthenticated(
            "The access token is %s.".formatted(state),
            new FieldError(
                "Authorization",
                value,
                "Send 'Authorization: Bearer TOKEN' with a token that this service's issuer signed"
                    + " for its audience and that has not expired.")));
  }

  private static ApiException noIssuer() {
    return ApiException.unavailable(
        "The access token cannot be checked: the issuer of the accounts does not answer.",
        new FieldError("Authorization", "unchecked", "Try again in a minute."));
  }

  private static ApiException noRole(String name) {
    return ApiException.forbidden(
        "%s has no role in Diaflow.".formatted(name),
        new FieldError(
            "role",
            null,
            "Ask an administrator of the accounts for the role viewer, researcher or admin."));
  }

  private static ApiException tooLow(User user, Role needed) {
    return ApiException.forbidden(
        "%s is a %s; this takes the role %s."
            .formatted(user.name(), user.role().wireName(), needed.wireName()),
        new FieldError(
            "role",
            user.role().wireName(),
            "Ask an administrator of the accounts for the role %s.".formatted(needed.wireName())));
  }

  private ApiException tooOften() {
    return ApiException.tooMany(
        "These are too many requests.",
        new FieldError(
            "request",
            "one too many",
            "Wait a second; %.0f requests a second are fine.".formatted(limit.perSecond())));
  }

  private static String address(RoutingContext context) {
    return "address " + context.request().remoteAddress().hostAddress();
  }
}
