package org.diaflow.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as a row of the history.
 *
 * @param id id of the experiment
 * @param name its name
 * @param kind its kind
 * @param tags its tags
 * @param state where it stands
 * @param created when it was submitted
 * @param finished when it ended
 * @param progress how far it is
 * @param owner name of the user who submitted it, {@code local} without accounts
 * @param visibility {@code private}, or {@code shared} with everybody who has an account
 */
public record ExperimentSummary(
    String id,
    String name,
    String kind,
    List<String> tags,
    ExperimentState state,
    Instant created,
    @Nullable Instant finished,
    Progress progress,
    String owner,
    String visibility) {}
