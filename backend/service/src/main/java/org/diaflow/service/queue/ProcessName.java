package org.diaflow.service.queue;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The name under which a process holds cell ranges: its host, its number, and when it started.
 *
 * @param host name of the host
 * @param process process number there
 * @param start milliseconds since 1970, since numbers are given out again
 */
record ProcessName(String host, long process, long start) {

  private static final int LONGEST_HOST = 20; // db-scheduler keeps 50 characters of the name

  static ProcessName own() {
    ProcessHandle self = ProcessHandle.current();
    return new ProcessName(hostName(), self.pid(), start(self));
  }

  String text() {
    return "%s:%d:%d".formatted(host, process, start);
  }

  /** Whether {@code name} is that of a process of this machine that has ended. */
  boolean outlives(String name) {
    String[] parts = name.split(":");
    if (parts.length != 3 || !parts[0].equals(host) || name.equals(text())) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(parts[1]))
        .map(process -> start(process) != Long.parseLong(parts[2]))
        .orElse(true);
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }

  private static String hostName() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replace(':', '-');
      // the end of a pod's name is what tells it from its sisters
      return name.substring(Math.max(0, name.length() - LONGEST_HOST));
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}
