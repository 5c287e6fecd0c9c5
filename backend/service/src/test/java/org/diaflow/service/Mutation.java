package org.diaflow.service;

import java.util.Arrays;
import java.util.Random;

/** What storms, editors and attackers do to files. */
public final class Mutation {

  private static final byte[] TELLING = {0, 1, -1, 127, -128, '\n', ',', ' ', '9', '-', 'e', '"'};

  private Mutation() {}

  /** {@code file} with one to four changes. */
  public static byte[] of(byte[] file, Random random) {
    byte[] changed = file.clone();
    for (int k = 1 + random.nextInt(4); k > 0 && changed.length > 0; k--) {
      changed = change(changed, random);
    }
    return changed;
  }

  private static byte[] change(byte[] file, Random random) {
    int at = random.nextInt(file.length);
    byte telling = TELLING[random.nextInt(TELLING.length)];
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(file, at);
      case 1 -> Arrays.copyOf(file, file.length + 1 + random.nextInt(20));
      case 2 -> set(file, at, telling);
      case 3 -> set(file, at, (byte) (file[at] ^ (1 << random.nextInt(8))));
      case 4 ->
          FileBytes.concat(
              Arrays.copyOf(file, at),
              new byte[] {telling},
              Arrays.copyOfRange(file, at, file.length));
      default -> {
        int end = Math.min(file.length, at + 1 + random.nextInt(8));
        yield FileBytes.concat(Arrays.copyOf(file, at), Arrays.copyOfRange(file, end, file.length));
      }
    };
  }

  private static byte[] set(byte[] file, int at, byte value) {
    file[at] = value;
    return file;
  }
}
