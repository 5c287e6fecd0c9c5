package org.diaflow.service.compute;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.diaflow.engine.lab.Laboratory;

/** Makes the engine's laboratory available for injection. */
class LaboratoryProducer {

  @Produces
  @Singleton
  Laboratory laboratory() {
    return new Laboratory();
  }
}
