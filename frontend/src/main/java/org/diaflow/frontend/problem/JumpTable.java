package org.diaflow.frontend.problem;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.diaflow.api.PathsView;
import org.diaflow.frontend.chart.plot.PathPlots;
import org.diaflow.frontend.number.Numbers;
import org.diaflow.frontend.shell.Tables;

/** The jumps of a saddle-to-saddle path in numbers: when, and which coordinates switch. */
final class JumpTable extends Div {

  private static final long serialVersionUID = 1L;

  private static final List<String> HEADINGS = List.of("τ", "on", "off", "nonzeros", "‖x‖₁");

  JumpTable(PathsView paths) {
    addClassName("df-jumps");
    NativeTableBody body = Tables.into(this, "Jumps of the saddle-to-saddle path", HEADINGS);
    List<Double> before = paths.coordinates().stream().map(_ -> 0.0).toList();
    for (PathsView.Jump jump : Objects.requireNonNull(paths.saddleToSaddle())) {
      body.add(row(paths, before, jump));
      before = jump.x();
    }
  }

  private static NativeTableRow row(PathsView paths, List<Double> before, PathsView.Jump jump) {
    var time = new NativeTableCell(Numbers.rounded(jump.time(), 6));
    time.setTitle(Numbers.exact(jump.time()));
    double norm = jump.x().stream().mapToDouble(Math::abs).sum();
    var size = new NativeTableCell(Numbers.rounded(norm, 6));
    size.setTitle(Numbers.exact(norm));
    var row =
        new NativeTableRow(
            time,
            new NativeTableCell(switched(paths, before, jump.x())),
            new NativeTableCell(switched(paths, jump.x(), before)),
            new NativeTableCell(
                Numbers.count(jump.x().stream().filter(value -> value != 0).count())),
            size);
    row.getElement()
        .setAttribute("data-testid", "jump")
        .setAttribute("data-time", Numbers.exact(jump.time()))
        .setAttribute(
            "data-x", jump.x().stream().map(Numbers::exact).collect(Collectors.joining(" ")));
    return row;
  }

  /** Coordinates that are 0 in {@code from} and not in {@code to}. */
  private static String switched(PathsView paths, List<Double> from, List<Double> to) {
    String labels =
        IntStream.range(0, to.size())
            .filter(place -> from.get(place) == 0 && to.get(place) != 0)
            .mapToObj(place -> PathPlots.label(paths.coordinates().get(place)))
            .collect(Collectors.joining(", "));
    return labels.isEmpty() ? Numbers.MISSING : labels;
  }
}
