package org.diaflow.service.access;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who makes the request that the calling thread answers. */
@ApplicationScoped
public class CurrentUser {

  private static final String KEY = CurrentUser.class.getName();

  private final CurrentVertxRequest request;

  CurrentUser(CurrentVertxRequest request) {
    this.request = request;
  }

  static void set(RoutingContext context, User user) {
    context.put(KEY, user);
  }

  static @Nullable User of(RoutingContext context) {
    return context.get(KEY);
  }

  /** The user; {@link User#LOCAL} where the service works by itself, outside of any request. */
  public User get() {
    if (!Arc.container().requestContext().isActive()) {
      return User.LOCAL;
    }
    @Nullable RoutingContext context = request.getCurrent();
    return context == null
        ? User.LOCAL
        : Objects.requireNonNull(of(context), "a request nobody was asked about");
  }
}
