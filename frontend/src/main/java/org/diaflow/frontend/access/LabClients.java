package org.diaflow.frontend.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.net.URI;
import java.util.Optional;
import org.diaflow.frontend.client.LabClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives every page a client of the backend that speaks for the page's user, on any thread. */
@ApplicationScoped
class LabClients {

  private final URI base;

  LabClients(@ConfigProperty(name = "diaflow.backend.url") URI base) {
    this.base = base;
  }

  @Produces
  @Dependent
  LabClient client() {
    Optional<Account> account = Account.current();
    return new LabClient(base, () -> account.flatMap(Account::token));
  }
}
