package org.diaflow.service.experiment.view;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.Variant;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.Page;
import org.diaflow.api.TrajectoryView;
import org.diaflow.service.access.CurrentUser;
import org.diaflow.service.access.Ownership;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.experiment.store.ExperimentQueries;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP resource of experiments and their cells. Documents are read and answers written on
 * worker threads, for pages of cells are long and downloads longer; none waits for the database
 * except while it writes a download.
 */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/experiments")
@Blocking
public class ExperimentResource {

  private static final String CSV = "text/csv";
  private static final List<Variant> CELL_FORMATS =
      Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(CSV)).build();

  private final Experiments experiments;
  private final ExperimentQueries queries;
  private final CellsCsv cells;
  private final Export export;
  private final CurrentUser user;

  ExperimentResource(
      Experiments experiments,
      ExperimentQueries queries,
      CellsCsv cells,
      Export export,
      CurrentUser user) {
    this.experiments = experiments;
    this.queries = queries;
    this.cells = cells;
    this.export = export;
    this.user = user;
  }

  /** Submits an experiment; {@code visibility} is private, or shared for everybody to read. */
  @POST
  @APIResponse(
      responseCode = "201",
      description = "Stored and queued; Location is its address.",
      content = @Content(schema = @Schema(implementation = ExperimentView.class)))
  public Uni<Response> submit(
      @Nullable ExperimentDocument document,
      @RestQuery @DefaultValue(Ownership.PRIVATE) String visibility) {
    if (!visibility.equals(Ownership.PRIVATE) && !visibility.equals(Ownership.SHARED)) {
      throw Violations.single("visibility", visibility, "Choose private or shared.");
    }
    return experiments
        .submit(document, visibility)
        .map(
            view ->
                Response.created(URI.create("/api/experiments/" + view.id())).entity(view).build());
  }

  /** A part of the history, newest first. */
  @GET
  public Uni<Page<ExperimentSummary>> list(
      @RestQuery @Nullable String state,
      @RestQuery @Nullable String tag,
      @RestQuery("q") @Nullable String text,
      @RestQuery @DefaultValue("0") String page,
      @RestQuery @DefaultValue("50") String size) {
    var filter =
        new ExperimentQueries.Filter(
            state(state),
            blankToNull(tag),
            blankToNull(text),
            user.get().isAdmin() ? null : user.get().id());
    return queries.list(filter, PageRequest.of(page, size));
  }

  /** One experiment. */
  @GET
  @Path("{id}")
  public Uni<ExperimentView> get(@RestPath String id) {
    return experiments.view(id);
  }

  /** Deletes an experiment with everything computed. */
  @DELETE
  @Path("{id}")
  @APIResponse(responseCode = "204", description = "It is deleted.")
  public Uni<Void> delete(@RestPath String id) {
    return experiments.delete(id);
  }

  /** A part of its cells, by index; as {@code text/csv} all of them, like {@code cells.csv}. */
  @GET
  @Path("{id}/cells")
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @APIResponse(
      responseCode = "200",
      description = "A page of cells, or the table of all.",
      content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "PageCellView")),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
      })
  public Uni<Response> cells(
      @RestPath String id,
      @RestQuery @DefaultValue("0") String page,
      @RestQuery @DefaultValue("50") String size,
      @Context Request request) {
    @Nullable Variant chosen = request.selectVariant(CELL_FORMATS);
    return chosen != null && chosen.getMediaType().toString().equals(CSV)
        ? table(id)
        : experiments
            .cells(id, PageRequest.of(page, size))
            .map(cells -> Response.ok(cells).type(MediaType.APPLICATION_JSON_TYPE).build());
  }

  /** All of its cells as CSV: names of columns after a comment with their units. */
  @GET
  @Path("{id}/cells.csv")
  @Produces(CSV)
  public Uni<Response> table(@RestPath String id) {
    return experiments.view(id).map(this::table);
  }

  private Response table(ExperimentView experiment) {
    StreamingOutput table = output -> cells.writeWithUnits(experiment, output);
    return Response.ok(table)
        .type(CSV)
        .header(
            "Content-Disposition",
            "attachment; filename=\"cells-%s.csv\"".formatted(experiment.id()))
        .build();
  }

  /** What was recorded along the flow of a cell. */
  @GET
  @Path("{id}/cells/{index}/trajectory")
  public Uni<TrajectoryView> trajectory(@RestPath String id, @RestPath String index) {
    return experiments.trajectory(id, cell(index));
  }

  /** How the ℓ¹ solvers of a comparison stand, with their performance profiles. */
  @GET
  @Path("{id}/comparison")
  public Uni<ComparisonSummary> comparison(@RestPath String id) {
    return experiments.comparison(id);
  }

  /** Stops computing for now. */
  @POST
  @Path("{id}/pause")
  public Uni<ExperimentView> pause(@RestPath String id) {
    return experiments.pause(id);
  }

  /** Goes on with a paused experiment. */
  @POST
  @Path("{id}/resume")
  public Uni<ExperimentView> resume(@RestPath String id) {
    return experiments.resume(id);
  }

  /** Ends an experiment for good. */
  @POST
  @Path("{id}/cancel")
  public Uni<ExperimentView> cancel(@RestPath String id) {
    return experiments.cancel(id);
  }

  /** Everything about an experiment in one ZIP file. */
  @GET
  @Path("{id}/export")
  @Produces("application/zip")
  public Uni<Response> export(@RestPath String id) {
    String disposition = "attachment; filename=\"experiment-%s.zip\"".formatted(id);
    return experiments
        .view(id)
        .chain(export::of)
        .map(archive -> Response.ok(archive).header("Content-Disposition", disposition).build());
  }

  private static int cell(String index) {
    try {
      return Integer.parseInt(index);
    } catch (NumberFormatException e) {
      throw Violations.single("index", index, "Give the index of a cell, a whole number from 0.");
    }
  }

  private static @Nullable ExperimentState state(@Nullable String name) {
    String wanted = blankToNull(name);
    if (wanted == null) {
      return null;
    }
    try {
      return ExperimentState.valueOf(wanted.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Violations.single(
          "state",
          wanted,
          "Choose one of %s.".formatted(Arrays.toString(ExperimentState.values())));
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
