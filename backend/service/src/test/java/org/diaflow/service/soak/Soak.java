package org.diaflow.service.soak;

/** Whether the tests on processes run in full ({@code ./diaflow soak}) or in short. */
final class Soak {

  private static final boolean FULL = Boolean.getBoolean("diaflow.soak");

  private Soak() {}

  static boolean full() {
    return FULL;
  }

  /** {@code full} in a soak, else {@code brief}. */
  static int of(int brief, int full) {
    return FULL ? full : brief;
  }
}
