package org.diaflow.api;

import java.util.List;

/**
 * Exact limits of a problem.
 *
 * @param certificate g* and what the judge says of it
 * @param limits one per depth and scale, depths outermost, in the order asked
 */
public record LimitsResponse(CertificateView certificate, List<LimitView> limits) {}
