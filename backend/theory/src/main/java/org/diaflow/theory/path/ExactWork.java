package org.diaflow.theory.path;

import java.util.concurrent.CancellationException;
import org.diaflow.spi.Budget;

/**
 * What exact arithmetic may cost: a number of products of machine words, so that the same problem
 * always ends the same way, and the budget of the caller.
 */
final class ExactWork {

  /** Thrown where a computation would cost more than it may. */
  static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ExceededException() {
      super("Exact arithmetic would cost more than it may.", null, false, false);
    }
  }

  private final long most;
  private final Budget budget;
  private long done;

  /** At most {@code most} products of words of 32 bits, while {@code budget} lasts. */
  ExactWork(long most, Budget budget) {
    this.most = most;
    this.budget = budget;
  }

  /**
   * Counts {@code operations} on numbers of {@code bits} bits.
   *
   * @throws ExceededException beyond the most there may be
   * @throws CancellationException once the budget is exhausted
   */
  void count(long operations, int bits) {
    long words = bits / 32 + 1;
    done += operations * words * Math.min(words, 40);
    if (done > most) {
      throw new ExceededException();
    }
    if (budget.exhausted()) {
      throw new CancellationException();
    }
  }
}
