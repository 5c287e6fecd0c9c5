package org.diaflow.frontend.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A problem saved with NumPy goes in through the page, comes out again, and is the same. */
@ExtendWith(SharedLab.Resolver.class)
final class UploadIT {

  private static final double PATIENCE_MILLIS = 300_000;

  @TempDir private Path downloads;

  private final PackagedLab lab;
  private final Browser browser;

  UploadIT(SharedLab shared) {
    this.lab = shared.lab();
    this.browser = shared.browser();
  }

  @Test
  void whatIsDownloadedIsTheProblemUploaded() {
    Page page = browser.page(1400, 1000, ColorScheme.LIGHT);
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.navigate(lab.page("/problems"));
    choose(page, "matrix", "A.npy", npy("(2, 3)", 1, 0, 2, 0, 1, 1.5));
    choose(page, "observations", "y.csv", "1\n-0.25\n".getBytes(StandardCharsets.UTF_8));
    store(page);
    String stored = page.url();
    for (String format : new String[] {"npz", "csv", "mtx"}) {
      page.navigate(stored);
      Download download =
          page.waitForDownload(() -> page.locator("[data-testid=export-" + format + "]").click());
      assertTrue(download.suggestedFilename().startsWith("problem-"), download.suggestedFilename());
      Path file = downloads.resolve(download.suggestedFilename());
      download.saveAs(file);
      page.navigate(lab.page("/problems"));
      page.locator("[data-testid=file-archive] input[type=file]").setInputFiles(file);
      awaitUpload(page, "archive");
      store(page);
      assertEquals(stored, page.url(), format);
    }
  }

  private static void choose(Page page, String part, String name, byte[] content) {
    page.locator("[data-testid=file-" + part + "] input[type=file]")
        .setInputFiles(new FilePayload(name, "application/octet-stream", content));
    awaitUpload(page, part);
  }

  private static void awaitUpload(Page page, String part) {
    page.locator("[data-testid=file-" + part + "] vaadin-upload-file[complete]").waitFor();
  }

  private static void store(Page page) {
    page.locator("[data-testid=upload]").click();
    page.waitForURL("**/problems/*");
  }

  private static byte[] npy(String shape, double... values) {
    byte[] header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': %s, }\n"
            .formatted(shape)
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file =
        ByteBuffer.allocate(10 + header.length + Double.BYTES * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1);
    file.put((byte) 0).putShort((short) header.length).put(header);
    for (double value : values) {
      file.putDouble(value);
    }
    return file.array();
  }
}
