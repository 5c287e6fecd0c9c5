package org.diaflow.frontend.access;

import com.vaadin.flow.server.ServiceInitEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Tells browsers to run only scripts of the dashboard's own: files it serves, and inline ones with
 * the number drawn for this page. Vaadin needs {@code unsafe-eval} for what the server asks a page
 * to do, and inline styles.
 */
@ApplicationScoped
class ContentPolicy {

  private static final int NONCE_BYTES = 18;
  private static final String POLICY =
      "default-src 'self'; script-src 'self' 'nonce-%s' 'unsafe-eval';"
          + " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
          + " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  private final SecureRandom random = new SecureRandom();

  void register(@Observes ServiceInitEvent event) {
    event.addIndexHtmlRequestListener(
        page -> {
          String nonce = nonce();
          page.getDocument().select("script").attr("nonce", nonce);
          page.getVaadinResponse().setHeader("Content-Security-Policy", POLICY.formatted(nonce));
        });
  }

  private String nonce() {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
