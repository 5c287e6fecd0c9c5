package org.diaflow.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.function.Supplier;
import org.diaflow.spi.Descriptor;
import org.diaflow.spi.ParameterSpec;
import org.diaflow.spi.Parameters;

/** What holds for the descriptor of every plug-in. */
final class DescriptorRules {

  private DescriptorRules() {}

  static void check(Supplier<Descriptor> describe) {
    Descriptor descriptor = describe.get();
    assertEquals(descriptor, describe.get(), "the descriptor changes from call to call");
    assertFalse(descriptor.version().isBlank(), "the version is blank");
    assertFalse(descriptor.summary().isBlank(), "the summary is blank");
    assertDoesNotThrow(() -> Parameters.defaults(descriptor), "the defaults are refused");
    var names = new HashSet<String>();
    for (ParameterSpec parameter : descriptor.parameters()) {
      String name = parameter.name();
      assertTrue(name.matches("[a-z][a-zA-Z0-9]*"), "parameter '" + name + "' is not camel-case");
      assertTrue(names.add(name), "parameter '" + name + "' is declared twice");
      assertFalse(parameter.help().isBlank(), "parameter '" + name + "' has no help");
      assertFalse(parameter.unit().isBlank(), "parameter '" + name + "' has no unit");
    }
  }
}
