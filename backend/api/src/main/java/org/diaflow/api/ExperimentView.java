package org.diaflow.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An experiment with everything but its cells.
 *
 * @param id id of the experiment
 * @param name its name
 * @param kind its kind
 * @param tags its tags
 * @param state where it stands
 * @param reason a sentence on why it stopped or failed
 * @param created when it was submitted
 * @param started when its first cell started
 * @param finished when it ended
 * @param progress how far it is
 * @param document the document with the applied defaults
 * @param manifest versions, plug-ins, seeds, JVM, CPU and commit
 * @param problems the stored problem of every seed
 * @param rates slopes of every curve so far
 * @param axes its axes, slowest first
 * @param measures the names of the numbers kept of every cell
 * @param curves what to ask {@code …/curves} for first, as its kind proposes
 * @param owner name of the user who submitted it, {@code local} without accounts
 * @param visibility {@code private}, or {@code shared} with everybody who has an account
 */
public record ExperimentView(
    String id,
    String name,
    String kind,
    List<String> tags,
    ExperimentState state,
    @Nullable String reason,
    Instant created,
    @Nullable Instant started,
    @Nullable Instant finished,
    Progress progress,
    ExperimentDocument document,
    Map<String, Object> manifest,
    List<SeedProblem> problems,
    List<RateView> rates,
    List<AxisView> axes,
    List<String> measures,
    CurvesQuery curves,
    String owner,
    String visibility) {}
