/** Tests of what clusters and lab servers are told, and of the images they run. */
@org.jspecify.annotations.NullMarked
package org.diaflow.deploy;
