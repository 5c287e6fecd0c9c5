package org.diaflow.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slope of log error against log α of one curve, fitted and predicted.
 *
 * @param depth D
 * @param engine {@code limit} or an integrator's id
 * @param seed seed of the problem
 * @param predicted 1 − ϱ for D = 2 and 1 for D > 2, or null where ϱ is not available
 * @param constant leading constant C_D, or null where not available
 * @param fitted least-squares slope over [from, to], or null with fewer than two points
 * @param fittedLow fitted less a width that measures how much the points bend away from a line, or
 *     null with fewer than three points: no confidence interval, as the errors carry no noise, and
 *     predicted may well lie outside
 * @param fittedHigh fitted plus that width
 * @param from smallest α of the fit
 * @param to largest α of the fit
 * @param points number of points in the fit
 * @param localSlopes slopes between neighbouring scales, the smallest scale first
 * @param onset largest α up to which the error stays within 10 % of C_D·α^rate, or null if it does
 *     nowhere or is not known
 * @param asymptotic whether the fitted range lies below the onset, so that fitted and predicted
 *     slope are comparable; null where not known
 * @param onsetReason why there is no onset, or null
 * @param parameters the problem's coordinates on the axes of its generator, by name
 */
public record RateView(
    double depth,
    String engine,
    long seed,
    @Nullable Double predicted,
    @Nullable Double constant,
    @Nullable Double fitted,
    @Nullable Double fittedLow,
    @Nullable Double fittedHigh,
    @Nullable Double from,
    @Nullable Double to,
    int points,
    List<LocalSlopeView> localSlopes,
    @Nullable Double onset,
    @Nullable Boolean asymptotic,
    @Nullable String onsetReason,
    Map<String, Double> parameters) {}
