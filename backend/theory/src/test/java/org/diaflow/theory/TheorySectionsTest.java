package org.diaflow.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sources refer to sections of this module's README.md as "theory §4, §5", over line breaks too;
 * every section referred to exists, and no § stands without saying of what.
 */
final class TheorySectionsTest {

  private static final Path ROOT = Path.of("../..");
  private static final Path PAGE = Path.of("README.md");
  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules", "generated");

  /** What may stand between the words of a comment or of a text that goes on in the next line. */
  private static final Pattern LINE_BREAK =
      Pattern.compile("\"?\\s*\\R\\s*(?:\\+ *\"|\\*(?!/)|#|//)?\\s*");

  private static final Pattern REFERENCE = Pattern.compile("theory (§\\d+(?:(?:,| and) §\\d+)*)");
  private static final Pattern SECTION = Pattern.compile("§\\s*(\\d+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^## (\\d+) ");

  @Test
  void everySectionThatSourcesReferToExists() throws IOException {
    Set<String> sections = sections();
    var faults = new ArrayList<String>();
    int references = 0;
    for (Path source : sources()) {
      String text = Files.readString(source);
      references += references(text).size();
      faults(text, sections).forEach(fault -> faults.add(source + ": " + fault));
    }
    assertEquals(List.of(), faults);
    assertTrue(references > 50, "only %d references were found".formatted(references));
  }

  @Test
  void thePageRefersToItsOwnSections() throws IOException {
    Set<String> sections = sections();
    assertTrue(sections.size() >= 10, sections::toString);
    List<String> missing =
        numbers(Files.readString(PAGE)).stream()
            .filter(number -> !sections.contains(number))
            .toList();
    assertEquals(List.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/** The limit (theory §12). */",
        "/** The limit (theory §3, §12). */",
        "/**\n * The limit (theory\n * §12).\n */",
        "/**\n * The limit (theory §3,\n   * §12).\n */",
        "\"The limit (theory\"\n              + \" §12).\"",
        "# the limit (theory\n# §12)",
        "/** The limit (§3). */",
      })
  void brokenReferenceIsFound(String source) {
    assertEquals(1, faults(source, Set.of("3")).size());
  }

  private static Set<String> sections() throws IOException {
    return HEADING
        .matcher(Files.readString(PAGE))
        .results()
        .map(result -> result.group(1))
        .collect(Collectors.toSet());
  }

  private static List<String> faults(String source, Set<String> sections) {
    var faults = new ArrayList<String>();
    for (String number : references(source)) {
      if (!sections.contains(number)) {
        faults.add("theory has no §" + number);
      }
    }
    String rest = REFERENCE.matcher(onOneLine(source)).replaceAll("");
    numbers(rest).forEach(number -> faults.add("§%s of what?".formatted(number)));
    return faults;
  }

  /** The numbers of the sections that {@code source} refers to. */
  private static List<String> references(String source) {
    return REFERENCE
        .matcher(onOneLine(source))
        .results()
        .flatMap(result -> numbers(result.group(1)).stream())
        .toList();
  }

  private static String onOneLine(String source) {
    return LINE_BREAK.matcher(source).replaceAll(Matcher.quoteReplacement(" ")).replace("  ", " ");
  }

  private static List<String> numbers(String text) {
    return SECTION.matcher(text).results().map(result -> result.group(1)).toList();
  }

  /** Java and Python sources of all modules, but for this test. */
  private static List<Path> sources() throws IOException {
    var sources = new ArrayList<Path>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return NOT_OURS.contains(directory.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if ((name.endsWith(".java") || name.endsWith(".py"))
                && !name.equals("TheorySectionsTest.java")) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
