package org.diaflow.service.table;

import static org.diaflow.service.FileBytes.doubles;
import static org.diaflow.service.FileBytes.header;
import static org.diaflow.service.FileBytes.npy;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NumPy's format for one array, byte by byte. */
class NpyReaderTest {

  private static final double[] TWO_BY_THREE = {1, 2, 3, 4, 5, 6};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyVersionIsRead(int version) throws IOException {
    byte[] data = doubles(ByteOrder.LITTLE_ENDIAN, TWO_BY_THREE);
    Table table = read(npy(version, header("<f8", "False", "(2, 3)"), data));
    assertEquals(2, table.rows());
    assertEquals(3, table.columns());
    assertArrayEquals(TWO_BY_THREE, table.entries());
  }

  @Test
  void columnsMayComeFirst() throws IOException {
    byte[] data = doubles(ByteOrder.LITTLE_ENDIAN, 1, 4, 2, 5, 3, 6);
    Table table = read(npy(1, header("<f8", "True", "(2, 3)"), data));
    assertArrayEquals(TWO_BY_THREE, table.entries());
  }

  @ParameterizedTest
  @CsvSource({
    "<f8, 0000000000000cc0, -3.5",
    ">f8, c00c000000000000, -3.5",
    "<f4, 000060c0, -3.5",
    ">f4, c0600000, -3.5",
    "|i1, 80, -128",
    "|u1, 80, 128",
    "<i2, 0080, -32768",
    ">i2, 8000, -32768",
    "<u2, 0080, 32768",
    ">u2, 8000, 32768",
    "<i4, feffffff, -2",
    ">i4, fffffffe, -2",
    "<u4, feffffff, 4294967294",
    "<i8, feffffffffffffff, -2",
    ">i8, 7fffffffffffffff, 9223372036854775807",
    "<u8, ffffffffffffffff, 18446744073709551615",
    ">u8, 8000000000000000, 9223372036854775808",
    "<u8, 0104000000000080, 9223372036854776833",
    "|b1, 01, 1",
    "|b1, 00, 0"
  })
  void everyTypeIsReadToTheNearestDouble(String descr, String hex, String value)
      throws IOException {
    byte[] data = java.util.HexFormat.of().parseHex(hex);
    Table table = read(npy(1, header(descr, "False", "(1, 1)"), data));
    assertEquals(Double.parseDouble(value), table.entries()[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"shape\": (2,3), \"fortran_order\":False, \"descr\":\"<f8\"}",
        "{'shape':(2L, 3L,),'descr':'<f8','fortran_order':False,}\n",
        "{ 'descr' : '<f8' , 'fortran_order' : False , 'shape' : ( 2 , 3 ) , }"
      })
  void spellingOfTheHeaderDoesNotMatter(String header) throws IOException {
    Table table = read(npy(1, header, doubles(ByteOrder.LITTLE_ENDIAN, TWO_BY_THREE)));
    assertArrayEquals(TWO_BY_THREE, table.entries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '~',
      textBlock =
          """
          {'descr': '|O', 'fortran_order': False, 'shape': (2, 3), }    ¦ type |O     ¦ could run programs
          {'descr': '<c16', 'fortran_order': False, 'shape': (2, 3), }  ¦ type <c16   ¦ Complex
          {'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (2, 3), } ¦ [('a', '<f8')] ¦ structured
          {'descr': '<f2', 'fortran_order': False, 'shape': (2, 3), }   ¦ type <f2    ¦ astype
          {'descr': '<U5', 'fortran_order': False, 'shape': (2, 3), }   ¦ type <U5    ¦ astype
          {'descr': '', 'fortran_order': False, 'shape': (2, 3), }      ¦ type        ¦ astype
          {'descr': '<f8', 'fortran_order': 1, 'shape': (2, 3), }       ¦ reads       ¦ numpy.save
          {'descr': '<f8', 'fortran_order': (), 'shape': (2, 3), }      ¦ fortran_order () ¦ True or False
          {'descr': '<f8', 'shape': (2, 3), }                           ¦ without fortran_order ¦ numpy.save
          {'descr': '<f8', 'descr': '<f8', 'shape': (2, 3), }           ¦ descr twice ¦ numpy.save
          {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), } x ¦ reads       ¦ numpy.save
          {'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), 'a': 1} ¦ reads   ¦ numpy.save
          {'descr': '<f8', 'fortran_order': False, 'shape': (2, -3), }  ¦ reads       ¦ numpy.save
          {'descr': '<f8', 'fortran_order': False, 'shape': True, }     ¦ shape True  ¦ shape (N, d)
          {'descr': '<f8', 'fortran_order': False, 'shape': (), }       ¦ shape ()    ¦ shape (N, d)
          {'descr': '<f8', 'fortran_order': False, 'shape': (1, 2, 3), } ¦ shape (1, 2, 3) ¦ shape (N, d)
          {'descr': '<f8', 'fortran_order': False, 'shape': (1 2, 3), } ¦ shape (1 2, 3) ¦ numpy.save
          {'descr': '<f8', 'fortran_order': False, 'shape': (,3), }     ¦ shape (,3)  ¦ numpy.save
          {'descr': '<f8', 'fortran_order': False, 'shape': (,), }      ¦ shape (,)   ¦ shape (N, d)
          {'descr': '<f8', 'fortran_order': False, 'shape': (6,), }     ¦ shape (6,)  ¦ reshape
          {'descr': '<f8', 'fortran_order': False, 'shape': (0, 3), }   ¦ 0 × 3       ¦ at least one
          {'descr': '<f8', 'fortran_order': False, 'shape': (4294967296, 4294967296), } ¦ 4294967296 × 4294967296 ¦ at most
          {'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999, 1), } ¦ 99999999999999999999 ¦ at most
          {'descr': '<f8', 'fortran_order': False, 'shape': (3, 3), }   ¦ 24 bytes too early ¦ 9 numbers
          {'descr': '<f8', 'fortran_order': False, 'shape': (5, 1), }   ¦ beyond the last of 5 ¦ End the file
          import os                                                     ¦ reads import os ¦ numpy.save
          """)
  void aWrongHeaderIsExplained(String header, String value, String remedy) {
    byte[] data = doubles(ByteOrder.LITTLE_ENDIAN, TWO_BY_THREE);
    UnreadableTableException refused = refused(npy(1, header, data));
    assertTrue(refused.value().contains(value), refused.value());
    assertTrue(refused.remedy().contains(remedy), refused.remedy());
  }

  @Test
  void aHeaderOfFourGibibytesIsNotEvenTried() {
    byte[] bomb = npy(2, header("<f8", "False", "(2, 3)"), new byte[0]);
    ByteBuffer.wrap(bomb).putInt(8, -1);
    UnreadableTableException refused = refused(bomb);
    assertEquals("matrix byte 8", refused.place());
    assertEquals("a header of 4294967295 bytes", refused.value());
  }

  @Test
  void theLongestHeaderAllowedIsRefusedWithoutExhaustingTheStack() {
    String shape = "(" + "1,".repeat(4900) + ")";
    assertTrue(
        refused(npy(1, header("<f8", "False", shape), new byte[0])).value().contains("1,1,1"));
    String nested = "['" + "[".repeat(9000) + "]";
    refused(npy(1, "{'descr': " + nested, new byte[0]));
  }

  @Test
  void theFirstNumberThatIsNotFiniteIsNamed() {
    byte[] data = doubles(ByteOrder.LITTLE_ENDIAN, 1, 4, 2, Double.NaN, 3, 6);
    UnreadableTableException refused = refused(npy(1, header("<f8", "True", "(2, 3)"), data));
    assertEquals("matrix row 2, column 2", refused.place());
    assertEquals("NaN", refused.value());
  }

  @Test
  void everyPrefixIsRefusedAndSoIsOneByteMore() {
    byte[] whole =
        npy(1, header("<f8", "False", "(2, 3)"), doubles(ByteOrder.LITTLE_ENDIAN, TWO_BY_THREE));
    for (int length = 0; length < whole.length; length++) {
      refused(java.util.Arrays.copyOf(whole, length));
    }
    UnreadableTableException refused = refused(java.util.Arrays.copyOf(whole, whole.length + 1));
    assertEquals("matrix byte " + whole.length, refused.place());
  }

  @Test
  void moreThanOneChunkIsReadAndWrittenBitByBit() throws IOException {
    var random = new Random(7);
    double[] entries = new double[301 * 257];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = finite(random);
    }
    var out = new ByteArrayOutputStream();
    NpyWriter.matrix(out, 301, 257, entries);
    assertEquals(0, (out.size() - 8 * entries.length) % 64);
    Table table = read(out.toByteArray());
    assertEquals(301, table.rows());
    for (int k = 0; k < entries.length; k++) {
      assertEquals(
          Double.doubleToRawLongBits(entries[k]), Double.doubleToRawLongBits(table.entries()[k]));
    }
  }

  private static double finite(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) ? value : -0.0;
  }

  private static Table read(byte[] file) throws IOException {
    return NpyReader.read(new ByteArrayInputStream(file), new Place("matrix"), TableKind.MATRIX);
  }

  private static UnreadableTableException refused(byte[] file) {
    return assertThrows(UnreadableTableException.class, () -> read(file));
  }
}
