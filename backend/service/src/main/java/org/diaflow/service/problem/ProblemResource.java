package org.diaflow.service.problem;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import org.diaflow.api.CertificateView;
import org.diaflow.api.Page;
import org.diaflow.api.PathsView;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.ProblemSummary;
import org.diaflow.api.ProblemView;
import org.diaflow.api.SolverSpec;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.access.CurrentUser;
import org.diaflow.service.access.User;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.compute.TimedWork;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.errors.WellFormed;
import org.diaflow.spi.Matrix;
import org.diaflow.spi.RegressionProblem;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Regression problems and their certificates. Bodies and files are read, and answers written, on
 * worker threads, for matrices are large; none waits for the database.
 */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/problems")
@Blocking
public class ProblemResource {

  /** Most entries N·d of a matrix that is part of an answer; larger ones are exported. */
  private static final long MOST_SHOWN = 1_000_000;

  private static final String NOTE =
      "The matrix has more than %d entries; GET /api/problems/%s/export has all of them.";

  private final ProblemReader reader;
  private final ProblemStore store;
  private final Certificates certificates;
  private final Laboratory laboratory;
  private final TimedWork work;
  private final CurrentUser user;

  ProblemResource(
      ProblemReader reader,
      ProblemStore store,
      Certificates certificates,
      Laboratory laboratory,
      TimedWork work,
      CurrentUser user) {
    this.reader = reader;
    this.store = store;
    this.certificates = certificates;
    this.laboratory = laboratory;
    this.work = work;
    this.user = user;
  }

  /** Stores a problem; 201, or 200 if an equal one, its x* included, was there already. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "201",
      description = "Stored; Location is its address.",
      content = @Content(schema = @Schema(implementation = ProblemView.class)))
  @APIResponse(
      responseCode = "200",
      description = "An equal problem was there already.",
      content = @Content(schema = @Schema(implementation = ProblemView.class)))
  public Uni<Response> create(@Nullable ProblemSpec spec) {
    User owner = user.get();
    return reader
        .read(spec, "problem")
        .chain(source -> store.save(source.problem(), source.name(), owner))
        .map(ProblemResource::answer);
  }

  /** Stores a problem uploaded as files of any format we read; answers like {@link #create}. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @APIResponse(
      responseCode = "201",
      description = "Stored; Location is its address.",
      content = @Content(schema = @Schema(implementation = ProblemView.class)))
  @APIResponse(
      responseCode = "200",
      description = "An equal problem was there already.",
      content = @Content(schema = @Schema(implementation = ProblemView.class)))
  public Uni<Response> upload(
      @RestForm(FileUpload.ALL) List<FileUpload> files, @RestForm @Nullable String name) {
    WellFormed.require(name, "name");
    return store.save(UploadReader.read(files), name, user.get()).map(ProblemResource::answer);
  }

  /** A part of the list of problems, newest first. */
  @GET
  public Uni<Page<ProblemSummary>> list(
      @RestQuery @DefaultValue("0") String page, @RestQuery @DefaultValue("50") String size) {
    return store.list(PageRequest.of(page, size), user.get());
  }

  /** One problem, with its matrix unless that has more than a million entries. */
  @GET
  @Path("{id}")
  public Uni<ProblemView> get(@RestPath String id) {
    return store.get(id).map(ProblemResource::view);
  }

  /**
   * A problem as a file; {@code format} is npz, csv or mtx; npz if none is chosen, mtx if sparse.
   */
  @GET
  @Path("{id}/export")
  @Produces("application/zip")
  public Uni<Response> export(@RestPath String id, @RestQuery @Nullable String format) {
    return store.get(id).map(stored -> download(ProblemExport.of(stored, format)));
  }

  private static Response download(ProblemExport export) {
    return Response.ok(export.content())
        .header("Content-Disposition", "attachment; filename=\"%s\"".formatted(export.fileName()))
        .build();
  }

  /** The ℓ¹ minimizer found by {@code solver} and what the judge says of it. */
  @GET
  @Path("{id}/certificate")
  public Uni<CertificateView> certificate(
      @RestPath String id, @RestQuery @DefaultValue(Plugins.DEFAULT_SOLVER) String solver) {
    return store.get(id).chain(stored -> certificate(id, stored.problem(), solver));
  }

  private Uni<CertificateView> certificate(String id, RegressionProblem problem, String solver) {
    SolverChoice choice = certificates.solver(new SolverSpec(solver, null), "solver");
    return work.run(
        "The certificate of problem %s".formatted(id),
        "Choose another solver, or submit an experiment, which may take longer.",
        budget -> Certificates.view(laboratory.certify(problem, choice, budget)));
  }

  /**
   * The saddle-to-saddle path of flow of depth {@code depth}, from 2 to 1000, and the lasso path.
   */
  @GET
  @Path("{id}/paths")
  public Uni<PathsView> paths(@RestPath String id, @RestQuery @DefaultValue("2") String depth) {
    double network = GridReader.depth(depth);
    return store.get(id).chain(stored -> paths(id, stored.problem(), network));
  }

  private Uni<PathsView> paths(String id, RegressionProblem problem, double network) {
    ProblemReader.requireDense(problem, "problem");
    return work.run(
        "Computing the paths of problem %s".formatted(id),
        "Take a problem with fewer rows: every row may add a jump and a corner.",
        budget -> Paths.of(problem, network, budget));
  }

  private static Response answer(ProblemStore.Saved saved) {
    var location = URI.create("/api/problems/" + saved.problem().id());
    return (saved.created() ? Response.created(location) : Response.ok().location(location))
        .entity(view(saved.problem()))
        .build();
  }

  private static ProblemView view(StoredProblem stored) {
    RegressionProblem problem = stored.problem();
    double @Nullable [] planted = problem.planted();
    Double plantedError = PlantedVector.backwardError(problem);
    @Nullable List<List<Double>> matrix = rows(problem.matrix());
    return new ProblemView(
        stored.id,
        stored.name,
        stored.rows,
        stored.columns,
        stored.nonzeros,
        stored.fingerprint,
        stored.provenance,
        stored.created,
        matrix,
        Doubles.list(problem.observations()),
        planted == null ? null : Doubles.list(planted),
        plantedError,
        PlantedVector.note(problem, plantedError),
        matrix != null ? null : NOTE.formatted(MOST_SHOWN, stored.id));
  }

  /** The rows of {@code matrix}, or null where they are too long to read. */
  private static @Nullable List<List<Double>> rows(Matrix matrix) {
    int columns = matrix.columns();
    if ((long) matrix.rows() * columns > MOST_SHOWN) {
      return null;
    }
    double[] entries = matrix.dense().entries();
    return IntStream.range(0, matrix.rows())
        .mapToObj(i -> Doubles.list(entries, i * columns, columns))
        .toList();
  }
}
