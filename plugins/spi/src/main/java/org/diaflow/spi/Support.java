package org.diaflow.spi;

/**
 * Whether a plug-in can take a problem: yes, or no with the reason.
 *
 * @param supported whether it can
 * @param reason a sentence with the remedy when it cannot, else the empty string
 */
public record Support(boolean supported, String reason) {

  private static final Support YES = new Support(true, "");

  /** It can. */
  public static Support yes() {
    return YES;
  }

  /** It cannot, because of {@code reason}. */
  public static Support no(String reason) {
    return new Support(false, reason);
  }
}
