package org.diaflow.service;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Files put together byte by byte after the formats' descriptions, by none of our own writers. */
public final class FileBytes {

  private FileBytes() {}

  /** A file in a ZIP archive. */
  public record Entry(String name, byte[] content) {}

  /** A .npy file of version 1.0 with little-endian doubles. */
  public static byte[] npy(String shape, double... values) {
    return npy(1, header("<f8", "False", shape), doubles(ByteOrder.LITTLE_ENDIAN, values));
  }

  /** A .npy file of any version with any header. */
  public static byte[] npy(int version, String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer start = ByteBuffer.allocate(version == 1 ? 10 : 12).order(ByteOrder.LITTLE_ENDIAN);
    start.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    start.put((byte) version).put((byte) 0);
    if (version == 1) {
      start.putShort((short) text.length);
    } else {
      start.putInt(text.length);
    }
    return concat(start.array(), text, data);
  }

  /** The header that NumPy writes. */
  public static String header(String descr, String fortran, String shape) {
    return "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }          \n"
        .formatted(descr, fortran, shape);
  }

  /** The bits of {@code values}. */
  public static byte[] doubles(ByteOrder order, double... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length * Double.BYTES).order(order);
    for (double value : values) {
      buffer.putDouble(value);
    }
    return buffer.array();
  }

  /** The doubles of a .npy file of version 1.0. */
  public static double[] numbers(byte[] npy) {
    ByteBuffer file = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    file.position(10 + file.getShort(8));
    double[] values = new double[file.remaining() / Double.BYTES];
    file.asDoubleBuffer().get(values);
    return values;
  }

  /** The files of a ZIP archive by name, in their order. */
  public static Map<String, byte[]> unzip(byte[] archive) {
    var files = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** A ZIP archive; {@code method} is {@link ZipEntry#STORED} or {@link ZipEntry#DEFLATED}. */
  public static byte[] zip(int method, List<Entry> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Entry entry : entries) {
        var head = new ZipEntry(entry.name());
        var sum = new CRC32();
        sum.update(entry.content());
        head.setMethod(method);
        head.setSize(entry.content().length);
        head.setCrc(sum.getValue());
        zip.putNextEntry(head);
        zip.write(entry.content());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** {@code text} as bytes. */
  public static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** All of {@code parts}, one after the other. */
  public static byte[] concat(byte[]... parts) {
    var bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
