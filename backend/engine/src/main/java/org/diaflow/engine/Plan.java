package org.diaflow.engine;

import java.util.List;

/** What an experiment computes: a deterministic list of work. */
public sealed interface Plan permits ExperimentPlan, ComparisonPlan {

  /** Seeds, one problem each. */
  List<Long> seeds();

  /** Number of {@link #cells()}. */
  long size();

  /** The work, in the order in which it is done; {@link Work#index()} counts from 0. */
  List<? extends Work> cells();
}
