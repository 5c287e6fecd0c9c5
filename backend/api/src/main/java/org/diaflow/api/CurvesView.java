package org.diaflow.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures of the cells of experiments along an axis, aggregated over the axes that are neither x
 * nor told apart: the answer of {@code …/curves}.
 *
 * @param query what was asked for, with the defaults that were applied
 * @param over the axes that were aggregated over
 * @param band {@code quartiles}, {@code extremes} or {@code none}: what lower and upper are
 * @param curves one per experiment, measure and value of the axes in {@code by}
 * @param note a sentence on points or curves that were left out, or null if none were
 */
public record CurvesView(
    CurvesQuery query, List<String> over, String band, List<Curve> curves, @Nullable String note) {

  /**
   * A curve.
   *
   * @param experiment id of the experiment
   * @param measure name of the measure
   * @param by its values on the axes that are told apart, numbers or words
   * @param points its points, by their place on the axis; places without an ended cell have none
   */
  public record Curve(
      String experiment, String measure, Map<String, Object> by, List<Point> points) {}

  /**
   * A point of a curve: the cells at one place of its axis.
   *
   * @param x the place
   * @param x2 the place on the second axis, or null without one
   * @param median median of the finite values, or null without any; so for the four below
   * @param mean their mean
   * @param lower lower end of the band, null without one
   * @param upper upper end of the band, null without one
   * @param least the least of them
   * @param greatest the greatest of them
   * @param count how many finite values there are
   * @param failed how many cells ended without a value that means anything: none at all, or one of
   *     a run that did not arrive
   * @param notFinite how many values are infinite or not a number
   */
  public record Point(
      double x,
      @Nullable Double x2,
      @Nullable Double median,
      @Nullable Double mean,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double least,
      @Nullable Double greatest,
      int count,
      int failed,
      int notFinite) {}
}
