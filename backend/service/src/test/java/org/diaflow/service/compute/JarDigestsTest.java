package org.diaflow.service.compute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The digest of a class path changes with every jar that computes, and with nothing else. */
class JarDigestsTest {

  /** A class that the jars of these tests contain. */
  public static final class Code {}

  @TempDir Path directory;

  private final List<URLClassLoader> loaders = new ArrayList<>();
  private Path engine;
  private Path linear;
  private Path dropIn;

  /** An application of three jars as Quarkus packages it, and a plug-in elsewhere. */
  @BeforeEach
  void makeJars() throws IOException {
    engine = jar("app/lib/main/engine.jar", "Content: engine 1\r\n");
    linear = jar("app/lib/main/linear.jar", "Content: linear 1\r\n");
    jar("app/lib/boot/boot.jar", "Content: boot 1\r\n");
    dropIn = jar("plugins/own.jar", "Content: own 1\r\n");
  }

  @AfterEach
  void closeJars() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  private Path jar(String name, String attribute) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    String type = Code.class.getName().replace('.', '/') + ".class";
    try (var zip = new ZipOutputStream(Files.newOutputStream(file));
        InputStream bytes = Code.class.getClassLoader().getResourceAsStream(type)) {
      zip.putNextEntry(entry(type));
      Objects.requireNonNull(bytes).transferTo(zip);
      zip.putNextEntry(entry(JarFile.MANIFEST_NAME));
      zip.write("Manifest-Version: 1.0\r\n%s\r\n".formatted(attribute).getBytes(UTF_8));
    }
    return file;
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTime(0); // the same bytes on every day
    return entry;
  }

  private Class<?> from(Path jar) throws IOException, ReflectiveOperationException {
    var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
    loaders.add(loader);
    return loader.loadClass(Code.class.getName());
  }

  /** Of the application and {@code plugins}, read anew. */
  private String classPath(Path... plugins) throws Exception {
    var types = new ArrayList<Class<?>>();
    for (Path plugin : plugins) {
      types.add(from(plugin));
    }
    return new JarDigests(List.of(from(engine))).classPath(types).orElseThrow();
  }

  @Test
  void everyJarOfTheApplicationCounts() throws Exception {
    String before = classPath();
    for (String name : List.of("main/engine", "main/linear", "boot/boot")) {
      Path file = directory.resolve("app/lib/" + name + ".jar");
      byte[] content = Files.readAllBytes(file);
      jar("app/lib/" + name + ".jar", "Content: version 2\r\n");
      assertNotEquals(before, classPath(), name);
      Files.write(file, content);
      assertEquals(before, classPath(), name);
    }
    Path more = jar("app/lib/main/more.jar", "Content: more 1\r\n");
    assertNotEquals(before, classPath());
    Files.delete(more);
    Files.delete(linear);
    assertNotEquals(before, classPath());
  }

  @Test
  void namesAndPlacesDoNotCount() throws Exception {
    String before = classPath();
    Files.move(linear, directory.resolve("app/lib/boot/a-linear-2.0.jar"));
    assertEquals(before, classPath());
    Files.writeString(directory.resolve("app/lib/main/notes.txt"), "no jar");
    assertEquals(before, classPath());
    Files.move(directory.resolve("app"), directory.resolve("elsewhere"));
    engine = directory.resolve("elsewhere/lib/main/engine.jar");
    assertEquals(before, classPath());
  }

  @Test
  void theJarOfADropInCountsForItsOwnCellsOnly() throws Exception {
    String alone = classPath();
    String with = classPath(dropIn);
    assertNotEquals(alone, with);
    assertEquals(alone, classPath(linear), "a plug-in that the application brings");
    Path another = jar("plugins/another.jar", "Content: another 1\r\n");
    assertEquals(classPath(dropIn, another), classPath(another, dropIn));
    jar("plugins/own.jar", "Content: own 2\r\n");
    assertNotEquals(with, classPath(dropIn));
    assertEquals(alone, classPath());
  }

  @Test
  void aDropInThatUsesJarsBesideItHasNoDigest() throws Exception {
    Path plugin = jar("plugins/leaning.jar", "Class-Path: own.jar\r\n");
    var digests = new JarDigests(List.of(from(engine)));
    assertEquals(Optional.empty(), digests.classPath(List.of(from(plugin))));
  }

  @Test
  void jarsAreReadOnce() throws Exception {
    var digests = new JarDigests(List.of(from(engine)));
    Class<?> plugin = from(dropIn);
    Optional<String> alone = digests.classPath(List.of());
    Optional<String> own = digests.of(plugin);
    jar("app/lib/main/linear.jar", "Content: linear 2\r\n");
    jar("plugins/own.jar", "Content: own 2\r\n");
    assertEquals(own, digests.of(plugin));
    assertEquals(alone, digests.classPath(List.of()));
    jar("plugins/own.jar", "Content: own 1\r\n");
    jar("app/lib/main/linear.jar", "Content: linear 1\r\n");
    assertEquals(Optional.of(classPath(dropIn)), digests.classPath(List.of(plugin)));
  }

  @Test
  void aClassPathThatIsNotKnownHasNoDigest() throws Exception {
    Class<?> folder = JarDigestsTest.class; // developed in a folder of classes
    assertEquals(Optional.empty(), new JarDigests().classPath(List.of()));
    assertEquals(Optional.empty(), new JarDigests(List.of(folder)).classPath(List.of()));
    var digests = new JarDigests(List.of(from(engine)));
    assertEquals(Optional.empty(), digests.of(folder));
    assertEquals(Optional.empty(), digests.classPath(List.of(folder)));
    // as in a Maven repository: a directory for each jar, and no directory of them all
    Path apart = jar("repository/spi/1.0/spi.jar", "");
    Path another = jar("repository/engine/1.0/engine.jar", "");
    assertEquals(Optional.empty(), new JarDigests(List.of(from(apart))).classPath(List.of()));
    assertEquals(
        Optional.empty(),
        new JarDigests(List.of(from(engine), from(another))).classPath(List.of()));
  }
}
