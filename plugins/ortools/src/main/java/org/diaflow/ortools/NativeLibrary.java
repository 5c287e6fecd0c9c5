package org.diaflow.ortools;

import com.google.ortools.Loader;
import org.diaflow.spi.Applicability;
import org.diaflow.spi.RegressionProblem;

/**
 * OR-Tools' native code: unpacked into the temporary directory and loaded when it is first asked
 * for, so that a jar made for another platform is listed and says why it refuses.
 */
final class NativeLibrary {

  private static final int MOST_NONZEROS = 4_000_000;

  private NativeLibrary() {}

  /** Whether the native code runs here, or why not; loads it. */
  static Applicability state() {
    return Loaded.STATE;
  }

  /** Whether the solver {@code id} can take {@code problem} here. */
  static Applicability supports(String id, RegressionProblem problem) {
    if (!state().applicable()) {
      return state();
    }
    int nonzeros = 0;
    for (double entry : problem.matrix().values()) {
      nonzeros += entry == 0 ? 0 : 1;
    }
    return nonzeros <= MOST_NONZEROS
        ? Applicability.yes()
        : Applicability.no(
            "%s takes matrices of up to %d nonzero entries, this one has %d; use a first-order method."
                .formatted(id, MOST_NONZEROS, nonzeros));
  }

  /** Loads on first use. */
  private static final class Loaded {

    static final Applicability STATE = load();

    private static Applicability load() {
      try {
        Loader.loadNativeLibraries();
        return Applicability.yes();
      } catch (RuntimeException | LinkageError failure) {
        return Applicability.no(
            "OR-Tools' native library cannot be loaded on %s %s (%s); build the jar on this platform."
                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), failure));
      }
    }
  }
}
