package org.diaflow.frontend.access;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import java.io.Serializable;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The user of a browser session. The access token is renewed with every request of a page, so that
 * what works for pages in the background always finds one that is valid.
 */
public final class Account implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final String KEY = Account.class.getName();

  private final String subject;
  private final String name;
  private transient volatile @Nullable String token;

  private Account(String subject, String name) {
    this.subject = subject;
    this.name = name;
  }

  /** The account of the page being served, if users sign in. */
  public static Optional<Account> current() {
    VaadinSession session = VaadinSession.getCurrent();
    return session == null || session.getSession() == null
        ? Optional.empty()
        : Optional.ofNullable((Account) session.getSession().getAttribute(KEY));
  }

  /** Notes who made {@code request}, by the ID token; a session never changes hands. */
  static void update(VaadinRequest request, JsonWebToken user, String token) {
    WrappedSession session = request.getWrappedSession(true);
    var known = (Account) session.getAttribute(KEY);
    if (known != null && !known.subject.equals(user.getSubject())) {
      session.invalidate();
      session = request.getWrappedSession(true);
      known = null;
    }
    if (known == null) {
      known = new Account(user.getSubject(), user.getName());
      session.setAttribute(KEY, known);
    }
    known.token = token;
  }

  /** The name of the user. */
  public String name() {
    return name;
  }

  /** The newest access token. */
  Optional<String> token() {
    return Optional.ofNullable(token);
  }
}
