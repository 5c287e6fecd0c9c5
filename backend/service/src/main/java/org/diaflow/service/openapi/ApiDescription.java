package org.diaflow.service.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.diaflow.api.ApiError;
import org.diaflow.api.AuditEntry;
import org.diaflow.api.CellView;
import org.diaflow.api.CertificateView;
import org.diaflow.api.ComparisonSummary;
import org.diaflow.api.CurvesView;
import org.diaflow.api.ExperimentDocument;
import org.diaflow.api.ExperimentState;
import org.diaflow.api.ExperimentSummary;
import org.diaflow.api.ExperimentView;
import org.diaflow.api.LimitsRequest;
import org.diaflow.api.LimitsResponse;
import org.diaflow.api.PathsView;
import org.diaflow.api.ProblemSpec;
import org.diaflow.api.ProblemSummary;
import org.diaflow.api.ProblemView;
import org.diaflow.api.ProgressEvent;
import org.diaflow.api.SampleEvent;
import org.diaflow.api.StateEvent;
import org.diaflow.api.TrajectoryView;
import org.diaflow.service.catalog.MeasureResource;
import org.diaflow.service.catalog.PluginResource;
import org.diaflow.service.experiment.view.KindResource;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Completes the OpenAPI document: the schemas of the wire records as they really travel, parameters
 * by what they may be, and the problem documents each operation may answer with.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.RUNTIME_STARTUP)
public class ApiDescription implements OASFilter {

  private static final String FORM = "multipart/form-data";
  private static final String PROBLEM = "application/problem+json";

  private static final String UNSOLVABLE =
      "The problem is well formed, but nobody can work on it; errors says why.";

  /** Errors that any request may meet. */
  private static final Map<String, String> ERRORS =
      Map.of(
          "400", "The request is malformed, or a value is out of range; errors names it.",
          "401", "Accounts are on, and nobody is signed in.",
          "403", "Whoever asks may not do this.",
          "404", "What the path names does not exist here.",
          "406", "The answer has none of the media types asked for.",
          "429", "Too many requests, cells or experiments of one user.",
          "500", "A fault of the service; the log has the details.",
          "503", "Not now: too much to do, or it would take too long.");

  /** Errors of operations that take a body. */
  private static final Map<String, String> BODY_ERRORS =
      Map.of(
          "413", "The body is too large.",
          "415", "The body has a media type that is not read here.",
          "422", UNSOLVABLE);

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.getComponents().setSchemas(schemas());
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> complete(path, method, operation)));
  }

  private static Map<String, Schema> schemas() {
    var schemas = new RecordSchemas();
    for (Class<?> paged :
        List.of(AuditEntry.class, CellView.class, ExperimentSummary.class, ProblemSummary.class)) {
      schemas.addPage(paged);
    }
    for (Class<?> record :
        List.of(
            CertificateView.class,
            ComparisonSummary.class,
            CurvesView.class,
            ExperimentDocument.class,
            ExperimentView.class,
            KindResource.KindCatalog.class,
            LimitsRequest.class,
            LimitsResponse.class,
            MeasureResource.MeasureCatalog.class,
            PathsView.class,
            PluginResource.Catalog.class,
            ApiError.class,
            ProblemSpec.class,
            ProblemView.class,
            ProgressEvent.class,
            SampleEvent.class,
            StateEvent.class,
            TrajectoryView.class)) {
      schemas.add(record);
    }
    return new TreeMap<>(schemas.all());
  }

  private static void complete(String path, HttpMethod method, Operation operation) {
    List<Parameter> parameters = operation.getParameters();
    if (parameters != null) {
      parameters.forEach(ApiDescription::complete);
    }
    ERRORS.forEach((status, why) -> addError(operation, status, why));
    if (operation.getRequestBody() != null) {
      BODY_ERRORS.forEach((status, why) -> addError(operation, status, why));
      Content content = operation.getRequestBody().getContent();
      MediaType form = content.getMediaType(FORM);
      if (form != null) {
        form.setSchema(RecordSchemas.form(List.of("matrix", "observations", "planted", "archive")));
      }
    }
    if (path.endsWith("/certificate") || path.endsWith("/paths")) {
      addError(operation, "422", UNSOLVABLE);
    }
    if (method == HttpMethod.POST && path.matches(".*/(pause|resume|cancel)")) {
      addError(operation, "409", "The experiment is in a state in which this cannot be.");
    }
    if (path.endsWith("/export")) {
      operation
          .getResponses()
          .getAPIResponse("200")
          .getContent()
          .getMediaType("application/zip")
          .setSchema(RecordSchemas.file());
    }
  }

  private static void complete(Parameter parameter) {
    switch (parameter.getName()) {
      case "page" -> parameter.setSchema(RecordSchemas.whole(0, Integer.MAX_VALUE).defaultValue(0));
      case "size" -> parameter.setSchema(RecordSchemas.whole(1, 100_000).defaultValue(50));
      case "depth" -> parameter.setSchema(RecordSchemas.range(2, 1000).defaultValue(2));
      case "index", "Last-Event-ID" ->
          parameter.setSchema(RecordSchemas.whole(0, Integer.MAX_VALUE));
      case "visibility" ->
          parameter.setSchema(RecordSchemas.oneOf("private", "shared").defaultValue("private"));
      case "band" ->
          parameter.setSchema(
              RecordSchemas.oneOf("quartiles", "extremes", "none").defaultValue("quartiles"));
      case "exact" -> parameter.setSchema(RecordSchemas.oneOf("true", "false"));
      case "cells" -> parameter.setSchema(RecordSchemas.oneOf("true", "false"));
      case "format" -> parameter.setSchema(RecordSchemas.oneOf("npz", "csv", "mtx"));
      case "state" ->
          parameter.setSchema(
              RecordSchemas.oneOf(
                  java.util.Arrays.stream(ExperimentState.values())
                      .map(Enum::name)
                      .toArray(String[]::new)));
      default -> {} // any text
    }
  }

  private static void addError(Operation operation, String status, String description) {
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(description)
            .content(
                OASFactory.createContent()
                    .addMediaType(
                        PROBLEM,
                        OASFactory.createMediaType()
                            .schema(RecordSchemas.reference(ApiError.class.getSimpleName()))));
    operation.getResponses().addAPIResponse(status, response);
  }
}
