package org.diaflow.frontend.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "2.0, 2",
    "0.1, 0.1",
    "1.0E-8, 1e-8",
    "1.0E-300, 1e-300",
    "4.9E-324, 4.9e-324",
    "0.0, 0",
    "-2.5E-7, -2.5e-7",
    "1000000.0, 1000000",
    "1.0E7, 1e7",
    "NaN, NaN",
    "Infinity, Infinity"
  })
  void exactIsShort(double value, String text) {
    assertEquals(text, Numbers.exact(value));
  }

  @Test
  void exactReadsBackAsTheSameDouble() {
    var random = new Random(1);
    for (int k = 0; k < 10_000; k++) {
      double value = Double.longBitsToDouble(random.nextLong());
      assertEquals(value, Double.parseDouble(Numbers.exact(value)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.003869539123, 7, 0.003869539",
    "0.0003869539123, 7, 3.869539e-4",
    "1.0E-300, 2, 1.0e-300",
    "0.592908, 6, 0.592908",
    "1.0, 4, 1.000",
    "99.96, 3, 100",
    "1234567.0, 3, 1.23e6",
    "0.0, 3, 0",
    "NaN, 3, NaN",
    "Infinity, 3, ∞",
    ", 3, –"
  })
  void roundedKeepsItsDigits(Double value, int digits, String text) {
    assertEquals(text, Numbers.rounded(value, digits));
  }

  @ParameterizedTest
  @CsvSource({"0, 10⁰", "-8, 10⁻⁸", "-300, 10⁻³⁰⁰", "12, 10¹²"})
  void decadesHaveSuperscripts(int exponent, String text) {
    assertEquals(text, Numbers.decade(exponent));
  }

  @ParameterizedTest
  @CsvSource({
    "2.4E-4, 240 µs",
    "1.8E-3, 1.8 ms",
    "0.25, 250 ms",
    "12.0, 12.0 s",
    "200.0, 3 min 20 s",
    "7260.0, 2 h 1 min"
  })
  void durationsChooseTheirUnit(double seconds, String text) {
    assertEquals(text, Numbers.duration(seconds));
  }
}
