package org.diaflow.service.compute;

/**
 * Tells computations that gave up on their numbers from faults of the service: the mathematics
 * checks its own invariants, and where doubles do not suffice for them it stops with an exception.
 */
public final class NumericalFailure {

  private static final String SERVICE = "org.diaflow.service.";
  private static final String OURS = "org.diaflow.";

  private NumericalFailure() {}

  /** Whether {@code failure} is one: an invariant that did not hold, outside of this service. */
  public static boolean is(Throwable failure) {
    boolean checked =
        failure instanceof ArithmeticException
            || failure instanceof IllegalStateException
            || failure instanceof IllegalArgumentException;
    if (!checked) {
      return false;
    }
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        return !frame.getClassName().startsWith(SERVICE);
      }
    }
    return false;
  }

  /** What to tell of {@code what}, such as "The certificate". */
  public static String sentence(String what) {
    return "%s is beyond double precision: its numbers are too large, too small or too close to tell apart."
        .formatted(what);
  }
}
