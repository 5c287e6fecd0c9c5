#!/bin/sh
# Time to a residual of 1e-12: mirror-rosenbrock against SciPy's LSODA, in one run, with their ratio.
# Needs JAVA_HOME (25) and Python 3 with SciPy: `apt-get install python3-scipy` on Debian.
set -eu
cd "$(dirname "$0")/../.."
python3 -c 'import scipy' || {
  echo "lsoda.sh: python3 has no SciPy; install it, on Debian with 'apt-get install python3-scipy'." >&2
  exit 1
}
./mvnw -B -q package -pl backend/bench -am -Dquick -Dmaven.test.skip=true </dev/null
# One thread, with which LSODA is fastest: its products are small.
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
exec "${JAVA_HOME:?lsoda.sh: set JAVA_HOME to a JDK 25}/bin/java" \
  -cp backend/bench/target/benchmarks.jar org.diaflow.bench.AgainstLsoda backend/bench/lsoda.py
