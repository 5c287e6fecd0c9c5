package org.diaflow.deploy;

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
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages of the repository lead somewhere, and the front page is short enough to be read. */
final class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int MOST_LINES = 150;
  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");
  private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```$|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

  @Test
  void frontPageIsShort() throws IOException {
    int lines = Files.readAllLines(ROOT.resolve("README.md")).size();
    assertTrue(lines <= MOST_LINES, "README.md has %d lines".formatted(lines));
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    var broken = new ArrayList<String>();
    int links = 0;
    for (Path page : pages()) {
      for (String link : links(Files.readString(page))) {
        links++;
        if (!leadsSomewhere(page, link)) {
          broken.add("%s: %s".formatted(ROOT.relativize(page), link));
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 20, "only %d links were found".formatted(links));
  }

  @Test
  void everyModuleIsExplained() {
    for (String module : List.of("backend", "backend/theory", "frontend", "plugins", "deploy")) {
      assertTrue(Files.exists(ROOT.resolve(module).resolve("README.md")), module);
    }
  }

  /** Links to files of the repository. */
  private static List<String> links(String text) {
    return LINK.matcher(CODE.matcher(text).replaceAll("x"))
        .results()
        .map(result -> result.group(1))
        .filter(link -> !link.contains("://"))
        .toList();
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
  }

  private static List<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(result -> result.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{M}\\p{Nd}\\p{Pc} -]", "").replace(' ', '-'))
        .toList();
  }

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<Path>();
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
            if (file.toString().endsWith(".md")) {
              pages.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }
}
