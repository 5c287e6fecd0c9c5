package org.diaflow.frontend.access;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinRequestInterceptor;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinSession;
import io.quarkus.arc.Arc;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Looks at every request for who makes it; what comes over the web socket has no identity. */
@ApplicationScoped
class SignedIn {

  private final SecurityIdentity identity;

  SignedIn(SecurityIdentity identity) {
    this.identity = identity;
  }

  void register(@Observes ServiceInitEvent event) {
    event.addVaadinRequestInterceptor(new Look());
  }

  private final class Look implements VaadinRequestInterceptor {

    private static final long serialVersionUID = 1L;

    @Override
    public void requestStart(VaadinRequest request, VaadinResponse response) {
      if (Arc.container().requestContext().isActive()
          && !identity.isAnonymous()
          && identity.getPrincipal() instanceof JsonWebToken user) {
        var token = identity.getCredential(AccessTokenCredential.class).getToken();
        Account.update(request, user, token);
      }
    }

    @Override
    public void handleException(
        VaadinRequest request,
        VaadinResponse response,
        @Nullable VaadinSession session,
        Exception exception) {}

    @Override
    public void requestEnd(
        VaadinRequest request, VaadinResponse response, @Nullable VaadinSession session) {}
  }
}
