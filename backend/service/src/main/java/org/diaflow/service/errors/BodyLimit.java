package org.diaflow.service.errors;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Says why a body is too large; the framework's own answer would be empty. A body that states its
 * length is refused unread; one that comes in chunks is counted while it is read.
 */
@ApplicationScoped
class BodyLimit {

  private static final int BEFORE_ALL_OTHERS = 1_000_000;

  private final long most;
  private final ErrorAnswers answers;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
      ErrorAnswers answers) {
    this.most = most.asLongValue();
    this.answers = answers;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ALL_OTHERS);
  }

  private void check(RoutingContext context) {
    if (length(context) <= most) {
      context.next();
      return;
    }
    answers.end(context, StatusErrors.of(413, context.normalizedPath()));
  }

  @ServerRequestFilter(preMatching = true)
  void count(ContainerRequestContext context, RoutingContext routing) {
    if (isChunked(context.getHeaderString(HttpHeaders.TRANSFER_ENCODING.toString()))) {
      // takes the place of the framework's own limit, which would answer without a word
      routing.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, Long.MAX_VALUE);
      context.setEntityStream(new CountedStream(context.getEntityStream(), most));
    }
  }

  private static boolean isChunked(@Nullable String transferEncoding) {
    return transferEncoding != null
        && transferEncoding.toLowerCase(Locale.ROOT).contains("chunked");
  }

  /** Ends the request where more than {@code left} bytes are read. */
  private static final class CountedStream extends FilterInputStream {

    private long left;

    private CountedStream(InputStream body, long most) {
      super(body);
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      count(Math.max(0, count));
      return count;
    }

    private void count(int bytes) {
      left -= bytes;
      if (left < 0) {
        throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
      }
    }
  }

  private static long length(RoutingContext context) {
    @Nullable String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
