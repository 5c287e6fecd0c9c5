package org.diaflow.service.queue;

/** Names of processes, for tests elsewhere. */
public final class TestNames {

  private TestNames() {}

  /** The name of this process. */
  public static String own() {
    return ProcessName.own().text();
  }
}
