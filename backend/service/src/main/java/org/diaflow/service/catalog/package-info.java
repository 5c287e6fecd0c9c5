/** The plug-ins in use: their list for clients, and the choice of one by id and parameters. */
@NullMarked
package org.diaflow.service.catalog;

import org.jspecify.annotations.NullMarked;
