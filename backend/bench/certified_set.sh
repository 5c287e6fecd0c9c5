#!/bin/sh
# Every l1 solver, and solvers that lie, on 200 instances with a known minimizer, one thread, hours:
#   certified_set.sh [INSTANCES or FIRST-LAST] [SECONDS PER SOLVE] [DIRECTORY OF PLUG-IN JARS] [ID,ID,...]
# Needs JAVA_HOME (25).
set -eu
cd "$(dirname "$0")/../.."
./mvnw -B -q package -pl backend/bench -am -Dquick -Dmaven.test.skip=true </dev/null
exec "${JAVA_HOME:?certified_set.sh: set JAVA_HOME to a JDK 25}/bin/java" \
  -XX:ActiveProcessorCount=1 --enable-native-access=ALL-UNNAMED \
  -cp backend/bench/target/benchmarks.jar org.diaflow.bench.CertifiedSet \
  "${1:-200}" "${2:-60}" "${3:-$HOME/.diaflow/plugins}" "${4:-all}"
