package org.diaflow.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.diaflow.service",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("org.diaflow.service.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PLUGINS_ARE_KNOWN_ONLY_THROUGH_THE_CATALOGUE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.diaflow.integrators..",
              "org.diaflow.ojalgo..",
              "org.diaflow.l1solvers..",
              "org.ojalgo..");
}
