/**
 * Generators of the problems the field talks about (theory §10). A new one is a class here and a
 * line in {@link org.diaflow.generators.GeneratorsPlugin}.
 */
@NullMarked
package org.diaflow.generators;

import org.jspecify.annotations.NullMarked;
