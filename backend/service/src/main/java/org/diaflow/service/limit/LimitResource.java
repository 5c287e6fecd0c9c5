package org.diaflow.service.limit;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.diaflow.api.LimitView;
import org.diaflow.api.LimitsRequest;
import org.diaflow.api.LimitsResponse;
import org.diaflow.engine.lab.CertifiedProblem;
import org.diaflow.engine.lab.Laboratory;
import org.diaflow.engine.lab.LimitResult;
import org.diaflow.engine.lab.PredictionRange;
import org.diaflow.engine.plan.FlowCell;
import org.diaflow.engine.plan.FlowGrid;
import org.diaflow.engine.plan.ProblemGrid;
import org.diaflow.engine.plugin.EngineChoice;
import org.diaflow.engine.plugin.SolverChoice;
import org.diaflow.service.compute.TimedWork;
import org.diaflow.service.errors.Violations;
import org.diaflow.service.problem.Certificates;
import org.diaflow.service.problem.Doubles;
import org.diaflow.service.problem.GridReader;
import org.diaflow.service.problem.InitializationReader;
import org.diaflow.service.problem.ProblemReader;
import org.diaflow.spi.Budget;
import org.diaflow.spi.DiagonalNetwork;
import org.diaflow.spi.Initialization;
import org.diaflow.spi.RegressionProblem;
import org.diaflow.theory.certificate.Certificate;
import org.jspecify.annotations.Nullable;

/** Exact limits of gradient flow, computed while the client waits. Nothing is stored. */
@Produces(MediaType.APPLICATION_JSON)
@Path("/api/limits")
@Blocking // bodies are read and answers written on worker threads; none waits for the database
public class LimitResource {

  private static final int MOST_LIMITS = 10_000;
  private static final long MOST_NUMBERS = 20_000_000;

  private final ProblemReader reader;
  private final Certificates certificates;
  private final Laboratory laboratory;
  private final TimedWork work;

  LimitResource(
      ProblemReader reader, Certificates certificates, Laboratory laboratory, TimedWork work) {
    this.reader = reader;
    this.certificates = certificates;
    this.laboratory = laboratory;
    this.work = work;
  }

  /** The limits for every depth and scale, depths outermost. */
  @POST
  public Uni<LimitsResponse> compute(@Nullable LimitsRequest request) {
    if (request == null) {
      throw Violations.single("body", null, "Send {problem, depths, alphas}.");
    }
    var violations = new Violations();
    @Nullable Initialization initialization =
        InitializationReader.read(request.initialization(), violations);
    List<FlowCell> cells = cells(request, initialization, violations);
    SolverChoice solver = certificates.solver(request.l1Solver(), "l1Solver");
    return reader
        .read(request.problem(), "problem")
        .chain(source -> compute(source.problem(), initialization, cells, solver));
  }

  private Uni<LimitsResponse> compute(
      RegressionProblem problem,
      @Nullable Initialization initialization,
      List<FlowCell> cells,
      SolverChoice solver) {
    ProblemReader.requireDense(problem, "problem");
    InitializationReader.requireLength(initialization, problem.columns());
    if ((long) cells.size() * problem.columns() > MOST_NUMBERS) {
      throw Violations.single(
          "alphas",
          "%d limits of length %d".formatted(cells.size(), problem.columns()),
          "Ask for fewer at once, or submit an experiment.");
    }
    return work.run(
        "Computing %d limits".formatted(cells.size()),
        "Ask for fewer depths or scales at once, or submit an experiment.",
        budget -> compute(problem, cells, solver, budget));
  }

  private LimitsResponse compute(
      RegressionProblem problem, List<FlowCell> cells, SolverChoice solver, Budget budget) {
    CertifiedProblem certified = laboratory.certify(problem, solver, budget);
    var limits = new ArrayList<LimitView>();
    for (FlowCell cell : cells) {
      if (budget.exhausted()) {
        throw new CancellationException();
      }
      LimitResult limit = laboratory.limit(certified, cell.network(), cell.before());
      limits.add(view(cell.network(), limit, certified.certificate()));
    }
    return new LimitsResponse(Certificates.view(certified), limits);
  }

  /** The cells of the grid, depths outermost, as an experiment would compute them. */
  private static List<FlowCell> cells(
      LimitsRequest request, @Nullable Initialization initialization, Violations violations) {
    List<Double> depths = GridReader.depths(request.depths(), violations);
    List<Double> alphas = GridReader.alphas(request.alphas(), violations);
    violations.require(
        (long) depths.size() * alphas.size() <= MOST_LIMITS,
        "alphas",
        "%d depths × %d scales".formatted(depths.size(), alphas.size()),
        "Ask for at most %d limits at once, or submit an experiment.".formatted(MOST_LIMITS));
    InitializationReader.requireRange(initialization, depths, alphas, violations);
    violations.throwIfAny();
    var grid =
        new FlowGrid(
            ProblemGrid.of(List.of(1L)),
            depths,
            alphas,
            initialization,
            List.of(EngineChoice.LIMIT));
    return IntStream.range(0, depths.size() * alphas.size())
        .mapToObj(k -> grid.cell(k % alphas.size() * depths.size() + k / alphas.size()))
        .toList();
  }

  private static LimitView view(
      DiagonalNetwork network, LimitResult limit, Certificate certificate) {
    double @Nullable [] x = limit.x();
    return new LimitView(
        network.depth(),
        network.scale(),
        limit.errorL1(),
        limit.errorOffSupportL1(),
        limit.upper(),
        limit.lower(),
        limit.rate(),
        limit.constant(),
        limit.predicted(),
        PredictionRange.contains(limit.predicted(), certificate),
        PredictionRange.reason(limit.predicted(), certificate),
        x == null ? null : Doubles.list(x),
        limit.residual(),
        limit.iterations(),
        limit.accuracy(),
        limit.weightedRho(),
        limit.branch() == null ? null : limit.branch().wireName(),
        limit.reason());
  }
}
