package org.diaflow.service.problem;

import static java.util.Objects.requireNonNull;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.diaflow.api.CertificateView;
import org.diaflow.api.Page;
import org.diaflow.api.PathsView;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.ProblemSummary;
import org.diaflow.api.ProblemView;
import org.diaflow.api.SolverSpec;
import org.diaflow.engine.Laboratory;
import org.diaflow.service.catalog.Plugins;
import org.diaflow.service.compute.TimedWork;
import org.diaflow.service.database.PageRequest;
import org.diaflow.service.errors.Violations;
import org.diaflow.spi.RegressionProblem;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Regression problems and their certificates. */
@Path("/api/problems")
public class ProblemResource {

  private static final Set<String> FILES = Set.of("matrix", "observations", "planted");

  private final ProblemReader reader;
  private final ProblemStore store;
  private final Certificates certificates;
  private final Laboratory laboratory;
  private final TimedWork work;

  ProblemResource(
      ProblemReader reader,
      ProblemStore store,
      Certificates certificates,
      Laboratory laboratory,
      TimedWork work) {
    this.reader = reader;
    this.store = store;
    this.certificates = certificates;
    this.laboratory = laboratory;
    this.work = work;
  }

  /** Stores a problem; 201, or 200 if an equal one was there already. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response create(@Nullable ProblemSpec spec) {
    ProblemSource source = reader.read(spec, "problem");
    return answer(store.save(source.problem(), source.name()));
  }

  /** Stores a problem uploaded as CSV files; answers like {@link #create}. */
  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response upload(
      @RestForm(FileUpload.ALL) List<FileUpload> files, @RestForm @Nullable String name) {
    var violations = new Violations();
    for (FileUpload file : files) {
      violations.require(
          FILES.contains(file.name()),
          file.name(),
          "an unknown field",
          "Send the files matrix, observations and, if known, planted.");
    }
    @Nullable FileUpload matrix = file(files, "matrix", violations);
    @Nullable FileUpload observations = file(files, "observations", violations);
    @Nullable FileUpload planted = file(files, "planted", null);
    violations.throwIfAny();
    RegressionProblem problem =
        reader.read(
            requireNonNull(matrix).uploadedFile(),
            requireNonNull(observations).uploadedFile(),
            planted == null ? null : planted.uploadedFile());
    return answer(store.save(problem, name));
  }

  /** A part of the list of problems, newest first. */
  @GET
  public Page<ProblemSummary> list(
      @RestQuery @DefaultValue("0") String page, @RestQuery @DefaultValue("50") String size) {
    return store.list(PageRequest.of(page, size));
  }

  /** One problem with its matrix. */
  @GET
  @Path("{id}")
  public ProblemView get(@RestPath String id) {
    return view(store.get(id));
  }

  /** The ℓ¹ minimizer found by {@code solver} and what the judge says of it. */
  @GET
  @Path("{id}/certificate")
  public CertificateView certificate(
      @RestPath String id, @RestQuery @DefaultValue(Plugins.DEFAULT_SOLVER) String solver) {
    RegressionProblem problem = store.get(id).problem();
    var choice = certificates.solver(new SolverSpec(solver, null), "solver");
    return work.await(
        "The certificate of problem %s".formatted(id),
        "Choose another solver, or submit an experiment, which may take longer.",
        budget -> Certificates.view(laboratory.certify(problem, choice, budget)));
  }

  /** The saddle-to-saddle path and the lasso path. */
  @GET
  @Path("{id}/paths")
  public PathsView paths(@RestPath String id) {
    RegressionProblem problem = store.get(id).problem();
    return work.await(
        "Computing the paths of problem %s".formatted(id),
        "Take a problem with fewer rows: every row may add a jump and a corner.",
        budget -> Paths.of(problem, budget));
  }

  private static @Nullable FileUpload file(
      List<FileUpload> files, String name, @Nullable Violations violations) {
    for (FileUpload file : files) {
      if (file.name().equals(name)) {
        return file;
      }
    }
    if (violations != null) {
      violations.add(
          name, null, "Send it as a CSV file, e.g. curl -F %1$s=@%1$s.csv.".formatted(name));
    }
    return null;
  }

  private static Response answer(ProblemStore.Saved saved) {
    var location = URI.create("/api/problems/" + saved.problem().id());
    return (saved.created() ? Response.created(location) : Response.ok().location(location))
        .entity(view(saved.problem()))
        .build();
  }

  private static ProblemView view(StoredProblem stored) {
    RegressionProblem problem = stored.problem();
    double[] entries = problem.matrix().entries();
    int columns = problem.columns();
    List<List<Double>> matrix =
        java.util.stream.IntStream.range(0, problem.rows())
            .mapToObj(
                i ->
                    Doubles.list(
                        java.util.Arrays.copyOfRange(entries, i * columns, (i + 1) * columns)))
            .toList();
    double @Nullable [] planted = problem.planted();
    return new ProblemView(
        stored.id,
        stored.name,
        stored.rows,
        stored.columns,
        stored.fingerprint,
        stored.provenance,
        stored.created,
        matrix,
        Doubles.list(problem.observations()),
        planted == null ? null : Doubles.list(planted));
  }
}
