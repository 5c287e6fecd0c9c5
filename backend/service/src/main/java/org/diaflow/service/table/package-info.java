/** File formats of matrices and vectors: CSV, NumPy's .npy and .npz, Matrix Market. */
@NullMarked
package org.diaflow.service.table;

import org.jspecify.annotations.NullMarked;
