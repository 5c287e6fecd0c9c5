package org.diaflow.theory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows that may leave this module, and those between its packages. */
@AnalyzeClasses(
    packages = "org.diaflow.theory",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule ARROWS =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.diaflow.spi..",
              "org.diaflow.theory..",
              "org.ojalgo..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule NO_CYCLES_OF_SUBJECTS =
      slices().matching("org.diaflow.theory.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NO_CYCLES_OF_PACKAGES =
      slices().matching("org.diaflow.(**)").should().beFreeOfCycles();
}
