import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes a base image, in the format of {@code docker save}, from the JDK that runs this program: a Java runtime
 * and the libraries of the C language it needs, no shell, no package manager. For places without a registry:
 *
 * <pre>java deploy/image/LocalBase.java deploy/target/base.tar</pre>
 *
 * Needs Linux, jlink and ldd; the image runs on kernels and processors like this machine's.
 */
final class LocalBase {

  private static final String JAVA_HOME = "opt/java/openjdk";
  private static final String MODULES =
      "java.se,jdk.unsupported,jdk.incubator.vector,jdk.crypto.ec,jdk.management,jdk.zipfs,jdk.jfr,"
          + "jdk.naming.dns,jdk.net,jdk.security.auth,jdk.jcmd";

  /** Libraries of a screen and of sound: no service loads them. */
  private static final Set<String> DESKTOP =
      Set.of("libawt_xawt.so", "libjawt.so", "libsplashscreen.so", "libjsound.so");

  private static final Map<String, String> ETC =
      Map.of(
          "etc/passwd", "root:x:0:0:root:/:/none\ndiaflow:x:10001:10001:Diaflow:/tmp:/none\n",
          "etc/group", "root:x:0:\ndiaflow:x:10001:\n",
          "etc/nsswitch.conf", "hosts: files dns\n");

  private LocalBase() {}

  public static void main(String... arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      System.err.println("Say where to write it: java LocalBase.java FILE.tar");
      System.exit(2);
    }
    Path work = Files.createTempDirectory("diaflow-base");
    try {
      Path java = work.resolve("java");
      run(tool("jlink"), "--add-modules", MODULES, "--strip-debug", "--no-header-files", "--no-man-pages",
          "--generate-cds-archive",
          "--output", java.toString());
      Path layer = work.resolve("layer.tar");
      writeLayer(java, layer);
      Path target = Path.of(arguments[0]).toAbsolutePath();
      Files.createDirectories(target.getParent());
      writeImage(layer, target);
    } finally {
      delete(work);
    }
  }

  private static void writeLayer(Path java, Path layer) throws IOException, InterruptedException {
    var files = new TreeMap<String, Path>();
    try (Stream<Path> all = Files.walk(java)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !DESKTOP.contains(file.getFileName().toString()))
          .forEach(file -> files.put(JAVA_HOME + "/" + java.relativize(file), file));
    }
    for (Path library : libraries(files.values().stream().toList())) {
      files.put(library.toString().substring(1), library.toRealPath());
    }
    try (var tar = new Tar(Files.newOutputStream(layer))) {
      tar.directory("tmp", 01777);
      for (var entry : new TreeMap<>(ETC).entrySet()) {
        tar.file(entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8), 0644);
      }
      for (var entry : files.entrySet()) {
        tar.file(entry.getKey(), entry.getValue());
      }
    }
  }

  /** The libraries outside the runtime that its programs and libraries are linked with. */
  private static Set<Path> libraries(List<Path> files) throws IOException, InterruptedException {
    Pattern absolute = Pattern.compile("(?:=> )?(/\\S+\\.so\\S*) \\(0x");
    var found = new TreeSet<Path>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      if (name.endsWith(".so") || name.equals("java")) {
        Matcher matcher = absolute.matcher(run("ldd", file.toString()));
        while (matcher.find()) {
          Path library = Path.of(matcher.group(1));
          if (!files.contains(library.normalize())) {
            found.add(library.normalize());
          }
        }
      }
    }
    if (found.isEmpty()) {
      throw new IOException("ldd names no library; a base image can be made on Linux with glibc only.");
    }
    return found;
  }

  private static void writeImage(Path layer, Path target) throws IOException {
    String digest = sha256(layer);
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    String config =
        """
        {"architecture":"%s","os":"linux","created":"1970-01-01T00:00:00Z",\
        "config":{"Env":["PATH=/%s/bin","JAVA_HOME=/%s"]},\
        "rootfs":{"type":"layers","diff_ids":["sha256:%s"]},\
        "history":[{"created":"1970-01-01T00:00:00Z","created_by":"LocalBase.java"}]}"""
            .formatted(architecture, JAVA_HOME, JAVA_HOME, digest);
    String manifest =
        """
        [{"Config":"config.json","RepoTags":["diaflow-base:local"],"Layers":["layer.tar"]}]""";
    try (var tar = new Tar(Files.newOutputStream(target))) {
      tar.file("config.json", config.getBytes(StandardCharsets.UTF_8), 0644);
      tar.file("manifest.json", manifest.getBytes(StandardCharsets.UTF_8), 0644);
      tar.file("layer.tar", layer);
    }
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0 && !output.contains("statically linked")) {
      throw new IOException(command[0] + " has failed: " + output.strip());
    }
    return output;
  }

  private static String sha256(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Writes entries in the ustar format, owned by root, at the beginning of time: same files, same bytes. */
  private static final class Tar implements AutoCloseable {

    private static final int BLOCK = 512;

    private final OutputStream out;
    private final Set<String> directories = new TreeSet<>();

    Tar(OutputStream out) {
      this.out = out;
    }

    void directory(String name, int mode) throws IOException {
      if (directories.add(name)) {
        parents(name);
        out.write(header(name + "/", 0, mode, '5'));
      }
    }

    void file(String name, byte[] content, int mode) throws IOException {
      parents(name);
      out.write(header(name, content.length, mode, '0'));
      out.write(content);
      pad(content.length);
    }

    void file(String name, Path content) throws IOException {
      parents(name);
      long size = Files.size(content);
      out.write(header(name, size, Files.isExecutable(content) ? 0755 : 0644, '0'));
      Files.copy(content, out);
      pad(size);
    }

    private void parents(String name) throws IOException {
      int slash = name.lastIndexOf('/');
      if (slash > 0) {
        directory(name.substring(0, slash), 0755);
      }
    }

    private void pad(long size) throws IOException {
      out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }

    private static byte[] header(String name, long size, int mode, char type) {
      byte[] path = name.getBytes(StandardCharsets.UTF_8);
      if (path.length > 100) {
        throw new UncheckedIOException(new IOException("The name " + name + " is too long for the archive."));
      }
      byte[] header = new byte[BLOCK];
      System.arraycopy(path, 0, header, 0, path.length);
      put(header, 100, "%07o\0%07o\0%07o\0%011o\0%011o\0".formatted(mode, 0, 0, size, 0));
      put(header, 148, "        ");
      header[156] = (byte) type;
      put(header, 257, "ustar\00000");
      int sum = 0;
      for (byte b : header) {
        sum += b & 0xff;
      }
      put(header, 148, "%06o\0 ".formatted(sum));
      return header;
    }

    private static void put(byte[] header, int at, String text) {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    @Override
    public void close() throws IOException {
      out.write(new byte[2 * BLOCK]);
      out.close();
    }
  }
}
