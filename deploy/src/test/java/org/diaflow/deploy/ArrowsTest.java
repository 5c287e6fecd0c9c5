package org.diaflow.deploy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules and between packages, for all modules at once. */
class ArrowsTest {

  private static final String ROOT = "org.diaflow.";
  private static final String DATABASE = "org.diaflow.service.database.";

  private static final List<Arrows> MODULES =
      List.of(
          new Arrows("spi", List.of(), List.of()),
          new Arrows("theory", List.of("spi"), List.of("org.ojalgo..")),
          new Arrows("testkit", List.of("spi", "theory"), List.of("org.junit..")),
          new Arrows("integrators", List.of("spi", "theory"), List.of()),
          new Arrows("hipparchus", List.of("spi"), List.of("org.hipparchus..")),
          new Arrows("generators", List.of("spi", "theory"), List.of()),
          new Arrows("measures", List.of("spi"), List.of()),
          new Arrows("ojalgo", List.of("spi"), List.of("org.ojalgo..")),
          new Arrows("ortools", List.of("spi"), List.of("com.google.ortools..")),
          new Arrows("l1solvers", List.of("spi", "theory"), List.of("org.ojalgo..")),
          new Arrows("engine", List.of("spi", "theory"), List.of("org.ojalgo..")),
          new Arrows("api", List.of(), List.of("com.fasterxml.jackson..")),
          new Arrows(
              "service",
              List.of("spi", "theory", "engine", "api"),
              List.of(
                  "com.fasterxml.jackson..",
                  "com.github.kagkarlsson..",
                  "com.sun.management..",
                  "io.micrometer..",
                  "io.quarkus..",
                  "io.smallrye..",
                  "io.vertx..",
                  "io.zonky..",
                  "jakarta..",
                  "javax.sql..",
                  "org.apache.commons.csv..",
                  "org.eclipse.microprofile..",
                  "org.flywaydb..",
                  "org.hibernate..",
                  "org.jboss..",
                  "org.postgresql..")),
          new Arrows(
              "frontend",
              List.of("api"),
              List.of(
                  "com.fasterxml.jackson..",
                  "com.vaadin..",
                  "io.quarkus..",
                  "io.vertx..",
                  "jakarta..",
                  "org.eclipse.microprofile..",
                  "org.jboss..",
                  "org.jsoup..")),
          new Arrows(
              "bench",
              List.of("spi", "theory", "engine", "integrators"),
              List.of("org.openjdk.jmh..")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("/jmh_generated/"))
          .importPackages("org.diaflow");

  /**
   * The arrows that may leave a module.
   *
   * @param module its package below {@code org.diaflow}
   * @param modules the modules it may use
   * @param libraries packages of the libraries it may use besides the JDK
   */
  private record Arrows(String module, List<String> modules, List<String> libraries) {

    private String[] allowed() {
      Stream<String> own =
          Stream.concat(Stream.of(module), modules.stream()).map(name -> ROOT + name + "..");
      return Stream.of(own, libraries.stream(), Stream.of("java..", "org.jspecify.."))
          .flatMap(packages -> packages)
          .toArray(String[]::new);
    }

    @Override
    public String toString() {
      return module;
    }
  }

  static List<Arrows> modules() {
    return MODULES;
  }

  @ParameterizedTest
  @MethodSource("modules")
  void modulesUseOnlyWhatTheyMay(Arrows module) {
    classes()
        .that()
        .resideInAPackage(ROOT + module.module() + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(module.allowed())
        .check(CLASSES);
  }

  @Test
  void packagesAreFreeOfCyclesAtEveryDepth() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyModuleIsListed() {
    Set<String> found =
        CLASSES.stream()
            .map(type -> type.getPackageName().substring(ROOT.length()).split("\\.")[0])
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        MODULES.stream().map(Arrows::module).collect(Collectors.toCollection(TreeSet::new)), found);
  }

  @Test
  void everyPackageIsDescribed() {
    List<String> silent =
        CLASSES.getPackage("org.diaflow").getSubpackagesInTree().stream()
            .filter(part -> !part.getClasses().isEmpty())
            .filter(part -> part.tryGetPackageInfo().isEmpty())
            .map(JavaPackage::getName)
            .sorted()
            .toList();
    assertEquals(List.of(), silent);
  }

  /** What decides and computes can be tested without a browser. */
  @Test
  void plotsModelsNumbersAndClientKnowNoPages() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "org.diaflow.frontend..plot..",
            "org.diaflow.frontend..model..",
            "org.diaflow.frontend.number..",
            "org.diaflow.frontend.client..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.vaadin..")
        .check(CLASSES);
  }

  @Test
  void pagesStayOutOfTheWire() {
    noClasses()
        .that()
        .resideInAPackage("org.diaflow.frontend..")
        .and()
        .haveSimpleNameEndingWith("Page")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.net.http..")
        .check(CLASSES);
  }

  /**
   * Only threads of our own wait for the database: those of the packages below, and of the classes
   * that write downloads, take up a document without a service, and keep the audit log. What
   * answers requests passes a Uni on.
   */
  @Test
  void noRequestWaitsForTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.diaflow.service.experiment.work..",
            "org.diaflow.service.stream..",
            "org.diaflow.service.run..")
        .and(
            not(
                JavaClass.Predicates.simpleName("Audit")
                    .or(JavaClass.Predicates.simpleName("BatchExperiments"))
                    .or(JavaClass.Predicates.simpleName("CellsCsv"))
                    .or(JavaClass.Predicates.simpleName("Export"))
                    .or(JavaClass.Predicates.simpleName("ExportedCertificates"))))
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(DATABASE + "BlockingTransactions")
        .check(CLASSES);
    noClasses()
        .that()
        .haveSimpleNameEndingWith("Resource")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(DATABASE + "BlockingTransactions")
        .check(CLASSES);
  }

  /** There is no second door. */
  @Test
  void nobodyElseAwaitsAUni() {
    noClasses()
        .that()
        .resideInAPackage("org.diaflow.service..")
        .and()
        .doNotHaveFullyQualifiedName(DATABASE + "BlockingTransactions")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("io\\.smallrye\\.mutiny\\.groups\\.UniAwait.*")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.quarkus.vertx.VertxContextSupport")
        .check(CLASSES);
  }
}
