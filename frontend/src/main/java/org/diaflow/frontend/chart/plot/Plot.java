package org.diaflow.frontend.chart.plot;

import org.diaflow.frontend.chart.EChart;

/** What a {@link EChart} draws: values only, which its script turns into a picture. */
public sealed interface Plot
    permits ErrorPlot, CertificatePlot, PathPlot, TrajectoryPlot, SeriesPlot {}
