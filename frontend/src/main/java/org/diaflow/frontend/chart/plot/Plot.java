package org.diaflow.frontend.chart.plot;

/** A plot as values only, which a script in the browser turns into a chart. */
public sealed interface Plot
    permits CurvePlot, MapPlot, CertificatePlot, PathPlot, TrajectoryPlot, SeriesPlot {}
