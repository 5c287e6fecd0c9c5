package org.diaflow.service.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A bucket of tokens for every user and address: each request takes one, and they come back at a
 * steady rate. Buckets nobody used for longest are forgotten, which only ever fills them.
 */
@ApplicationScoped
class RateLimit {

  private static final int MOST_BUCKETS = 10_000;
  private static final double NANOS = 1e-9;

  private final double perSecond;
  private final double burst;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_BUCKETS;
        }
      };

  RateLimit(
      @ConfigProperty(name = "diaflow.limits.requests-per-second") double perSecond,
      @ConfigProperty(name = "diaflow.limits.burst") double burst) {
    this.perSecond = perSecond;
    this.burst = burst;
  }

  private record Bucket(double tokens, long nanos) {}

  /** Takes one request off the share of {@code who} at {@code nanos}; false if nothing is left. */
  synchronized boolean take(String who, long nanos) {
    double tokens = tokens(who, nanos);
    buckets.put(who, new Bucket(tokens >= 1 ? tokens - 1 : tokens, nanos));
    return tokens >= 1;
  }

  /** Whether anything is left of the share of {@code who} at {@code nanos}, by this JVM's clock. */
  synchronized boolean has(String who, long nanos) {
    return tokens(who, nanos) >= 1;
  }

  private double tokens(String who, long nanos) {
    Bucket bucket = buckets.getOrDefault(who, new Bucket(burst, nanos));
    return Math.min(burst, bucket.tokens + (nanos - bucket.nanos) * NANOS * perSecond);
  }

  /** How many requests a second come back. */
  double perSecond() {
    return perSecond;
  }
}
