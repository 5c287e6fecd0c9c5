package org.diaflow.frontend.experiment.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.diaflow.api.AxisView;
import org.diaflow.api.CurvesView;
import org.diaflow.api.MeasureView;
import org.diaflow.frontend.chart.plot.CurvePlots;
import org.diaflow.frontend.chart.plot.CurveScene;
import org.diaflow.frontend.client.CurvesRequest;
import org.jspecify.annotations.Nullable;

/**
 * The curves that a choice shows of an offer.
 *
 * @param scene what the picture shows
 * @param band what the band is
 * @param request what to ask for them
 */
public record ShownCurves(CurveScene scene, Band band, CurvesRequest request) {

  private static final String ERROR = "errorL1";

  /** What {@code choice} shows of {@code offer}; what it cannot show is as usual. */
  public static ShownCurves of(CurvesChoice choice, CurveOffer offer) {
    MeasureView y = offer.measure(chosen(choice.y(), offer::has).orElse(first(offer)));
    Predicate<String> numeric = name -> named(offer.numeric(), name);
    String x = chosen(choice.x(), numeric).orElse(offer.usual().x());
    String x2 = second(choice, offer, numeric, x);
    List<String> by = x2 != null && choice.by() == null ? List.of() : by(choice, offer, x, x2);
    boolean logarithmic = Objects.requireNonNullElse(choice.logarithmic(), y.logarithmic());
    Band band = x2 != null ? Band.NONE : Objects.requireNonNullElse(choice.band(), Band.QUARTILES);
    var scene =
        new CurveScene(
            offer.axis(x),
            x2 == null ? null : offer.axis(x2),
            y,
            logarithmic,
            by.stream().map(offer::axis).toList(),
            offer.several().stream().map(AxisView::name).toList(),
            offer.experiments());
    var request =
        new CurvesRequest(
            List.copyOf(offer.experiments().keySet()),
            x,
            x2,
            measures(y, x2, offer),
            by,
            band.id());
    return new ShownCurves(scene, band, request);
  }

  /** The title of the picture: what is shown against what. */
  public String title() {
    AxisView second = scene.x2();
    String across = CurveScene.title(scene.x().name());
    String measure =
        scene.y().symbol().equals(scene.y().title())
            ? scene.y().title()
            : "%s %s".formatted(scene.y().title(), scene.y().symbol());
    return second == null
        ? "%s against %s".formatted(measure, across)
        : "%s over %s and %s".formatted(measure, across, CurveScene.title(second.name()));
  }

  /** What the picture shows, in words, with {@code curves} as it stands. */
  public String description(CurvesView curves) {
    List<CurvesView.Curve> shown = CurvePlots.measured(curves, scene);
    String by =
        scene.by().stream()
            .map(axis -> CurveScene.title(axis.name()))
            .collect(Collectors.joining(" and "));
    return "%s%s: %d %s of %d points so far; the table below has the curves in numbers."
        .formatted(
            title(),
            by.isEmpty() ? "" : " by " + by,
            shown.size(),
            shown.size() == 1 ? "curve" : "curves",
            shown.stream().mapToInt(curve -> curve.points().size()).sum());
  }

  /** The largest distance between a flow and the exact limit, or null if none is known. */
  public static @Nullable Double disagreement(CurvesView curves) {
    return curves.curves().stream()
        .filter(curve -> curve.measure().equals(CurveOffer.DISAGREEMENT))
        .flatMap(curve -> curve.points().stream())
        .map(CurvesView.Point::greatest)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .orElse(null);
  }

  private static String first(CurveOffer offer) {
    return offer.usual().y().isEmpty() ? ERROR : offer.usual().y().getFirst();
  }

  private static @Nullable String second(
      CurvesChoice choice, CurveOffer offer, Predicate<String> numeric, String x) {
    if (CurvesChoice.NONE.equals(choice.x2())) {
      return null;
    }
    String usual = offer.usual().x2();
    return chosen(choice.x2(), numeric)
        .or(() -> Optional.ofNullable(usual))
        .filter(axis -> !axis.equals(x))
        .orElse(null);
  }

  private static List<String> by(
      CurvesChoice choice, CurveOffer offer, String x, @Nullable String x2) {
    List<String> chosen = choice.by() == null ? offer.usual().by() : choice.by();
    return chosen.stream()
        .filter(name -> !name.equals(x) && !name.equals(x2))
        .filter(name -> choice.by() == null || named(offer.several(), name))
        .toList();
  }

  /** The measure shown, with what belongs to it. */
  private static List<String> measures(MeasureView y, @Nullable String x2, CurveOffer offer) {
    var measures = new ArrayList<String>(List.of(y.name()));
    if (x2 == null && y.name().equals(ERROR)) {
      measures.addAll(offer.theory());
    }
    if (x2 == null && offer.flows() && offer.has(CurveOffer.DISAGREEMENT)) {
      measures.add(CurveOffer.DISAGREEMENT);
    }
    return measures.stream().distinct().toList();
  }

  private static Optional<String> chosen(@Nullable String name, Predicate<String> offered) {
    return Optional.ofNullable(name).filter(offered);
  }

  private static boolean named(List<AxisView> axes, String name) {
    return axes.stream().anyMatch(axis -> axis.name().equals(name));
  }
}
