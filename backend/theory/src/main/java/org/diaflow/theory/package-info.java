/**
 * The mathematics of diagonal linear networks as pure functions: link functions, gradient flow in
 * mirror coordinates, its exact limit, the certificate of the ℓ¹ minimizer, bounds and asymptotics.
 *
 * <p>Symbols: A is N × d, y has length N, D is the depth, α the initialization scale, g* the
 * minimizer of ‖x‖₁ subject to Ax = y, S its support, Sᶜ the complement, σ = sign(g*_S), x^∞ the
 * limit of the flow. Subject: H. Matt, D. Stöger, arXiv 2506.01143.
 *
 * <p>Packages, each built on those before it: {@code linear} (linear algebra, backward error),
 * {@code link} (h_D), {@code problem} (Ax = y, reference problems, the split at a support), {@code
 * certificate} (the judge), {@code limit} (x^∞, bounds, asymptotics), {@code flow} (differential
 * equations), {@code path} (saddle-to-saddle, lasso). Packages called {@code internal} serve the
 * others and are not shown to plug-ins.
 */
@NullMarked
package org.diaflow.theory;

import org.jspecify.annotations.NullMarked;
