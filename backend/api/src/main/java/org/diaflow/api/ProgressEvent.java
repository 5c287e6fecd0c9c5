package org.diaflow.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Event {@code progress}: how far the experiment is, with the slopes so far. Coalesced, newest
 * wins; the last two fields are there only where the stream was asked for {@code by} axes.
 *
 * @param progress how far
 * @param rates slopes of every curve
 * @param changed the curves in which cells have ended since the last event {@code progress} of the
 *     stream, each by its values on the axes in {@code by}; left out where {@code changedAll}
 * @param changedAll whether so many have changed that they are not listed: read them all anew
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProgressEvent(
    Progress progress,
    List<RateView> rates,
    @Nullable List<Map<String, Object>> changed,
    @Nullable Boolean changedAll) {

  /** Progress that says nothing of curves. */
  public ProgressEvent(Progress progress, List<RateView> rates) {
    this(progress, rates, null, null);
  }

  /** The same with the curves that have changed; null where they are too many to list. */
  public ProgressEvent withChanged(@Nullable List<Map<String, Object>> curves) {
    return new ProgressEvent(progress, rates, curves, curves == null);
  }
}
