/** Accounts, ownership and what keeps strangers out. */
@NullMarked
package org.diaflow.service.access;

import org.jspecify.annotations.NullMarked;
