package org.diaflow.service.metrics;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Says which experiment a log line is about, under the key {@code experiment}. */
public final class ExperimentLog {

  private static final String KEY = "experiment";
  private static final String PATH = "/api/experiments/";

  /** Log lines of this thread are about {@code experiment} until what is returned is closed. */
  public static Scope about(String experiment) {
    MDC.put(KEY, experiment);
    return () -> MDC.remove(KEY);
  }

  /** Log lines of a request on an experiment are about it. */
  @ServerRequestFilter
  public void filter(ContainerRequestContext request) {
    UriInfo uri = request.getUriInfo();
    if (uri.getPath().startsWith(PATH) && uri.getPathParameters().containsKey("id")) {
      MDC.put(KEY, uri.getPathParameters().getFirst("id"));
    }
  }

  /** A stretch of work on an experiment. */
  @FunctionalInterface
  public interface Scope extends AutoCloseable {
    @Override
    void close();
  }
}
