package org.diaflow.frontend.chart;

/** What a {@link Chart} draws: values only, which its script turns into a picture. */
public sealed interface Plot
    permits ErrorPlot, CertificatePlot, PathPlot, TrajectoryPlot, SeriesPlot {}
