package org.diaflow.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/** Processor time of this thread, which other work on the machine does not lengthen much. */
final class ProcessorTime {

  /** Seconds of running after which the compiler has seen what matters. */
  private static final double WARM_UP_SECONDS = 5;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ProcessorTime() {}

  /** The median of the seconds that {@code count} runs take, after runs for five seconds. */
  static double median(Runnable run, int count) {
    for (double begin = now(); now() - begin < WARM_UP_SECONDS; ) {
      run.run();
    }
    double[] times = new double[count];
    for (int k = 0; k < count; k++) {
      double begin = now();
      run.run();
      times[k] = now() - begin;
    }
    Arrays.sort(times);
    return times[count / 2];
  }

  private static double now() {
    return THREADS.getCurrentThreadCpuTime() / 1e9;
  }
}
