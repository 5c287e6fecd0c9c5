package org.diaflow.frontend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.diaflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_THE_WIRE_RECORDS_ARE_SHARED =
      noClasses()
          .that()
          .resideInAPackage("org.diaflow.frontend..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.diaflow.spi..",
              "org.diaflow.theory..",
              "org.diaflow.engine..",
              "org.diaflow.service..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("org.diaflow.frontend.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NUMBERS_AND_CLIENT_KNOW_NO_PAGES =
      noClasses()
          .that()
          .resideInAnyPackage("org.diaflow.frontend.number..", "org.diaflow.frontend.client..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.vaadin..");

  /** What decides and computes can be tested without a browser. */
  @ArchTest
  static final ArchRule PURE_CLASSES_KNOW_NO_PAGES =
      noClasses()
          .that()
          .haveNameMatching(
              ".*\\.(LogAxis|ErrorPlots?|SeriesPlot|ComparisonPlots|ComparisonForm|RunsText|CertificatePlot|LiveExperiment|LiveState|Throttle|Slopes"
                  + "|Preset|ProblemKind|FormField|FormValues|FieldReader|DocumentForm|CellColumn"
                  + "|CellsText)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.vaadin..");

  @ArchTest
  static final ArchRule PAGES_STAY_OUT_OF_THE_WIRE =
      classes()
          .that()
          .haveSimpleNameEndingWith("Page")
          .and()
          .resideInAPackage("org.diaflow.frontend..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("java.net.http..");
}
