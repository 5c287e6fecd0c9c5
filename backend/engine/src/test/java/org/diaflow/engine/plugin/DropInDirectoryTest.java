package org.diaflow.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plug-ins see the contract and the theory, but nothing that is internal to it. */
final class DropInDirectoryTest {

  private final ClassLoader loader = DropInDirectory.loader(Path.of("plugin.jar"));

  private static Stream<String> classes(boolean internal) {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.diaflow.spi", "org.diaflow.theory")
            .stream()
            .filter(
                each ->
                    List.of(each.getPackageName().split("\\.")).contains("internal") == internal)
            .map(JavaClass::getName);
  }

  @Test
  void contractAndTheoryAreShown() throws ClassNotFoundException {
    List<String> names = classes(false).toList();
    assertTrue(names.contains("org.diaflow.theory.certificate.Certifier"), names::toString);
    for (String name : names) {
      assertEquals(Class.forName(name), loader.loadClass(name));
    }
  }

  @Test
  void internalClassesAreNot() {
    List<String> names = classes(true).toList();
    assertFalse(names.isEmpty());
    for (String name : names) {
      var refused = assertThrows(ClassNotFoundException.class, () -> loader.loadClass(name), name);
      assertTrue(String.valueOf(refused.getMessage()).contains(name));
    }
  }
}
