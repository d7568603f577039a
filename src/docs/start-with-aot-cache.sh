#!/bin/sh
# Starts the packaged jar with an AOT cache of JDK 25, so that it answers in about half the time.
# The first call unpacks the jar and makes the cache in a training run against the same store.
#   usage: src/docs/start-with-aot-cache.sh target/pedigree-0.1.0-SNAPSHOT.jar [arguments]
# The environment is that of the jar (NEO4J_URI, PEDIGREE_TOKENS_..., SERVER_PORT); JAVA_HOME names a JDK 25.
# PEDIGREE_AOT_DIR is the folder of the unpacked jar and the cache; by default `aot` beside the jar.
set -eu
jar=$1
shift
folder=${PEDIGREE_AOT_DIR:-$(dirname "$jar")/aot}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
cache=$folder/pedigree.aot
main=$folder/$(basename "$jar")
options="--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

if [ ! -f "$cache" ] || [ "$jar" -nt "$cache" ]; then
  rm -rf "$folder"
  "$java" -Djarmode=tools -jar "$jar" extract --destination "$folder"
  # shellcheck disable=SC2086
  "$java" $options -XX:AOTCacheOutput="$cache" -jar "$main" "$@" &
  training=$!
  trap 'kill $training 2> /dev/null' EXIT
  trap 'exit 143' INT TERM
  until curl -sf "http://localhost:${SERVER_PORT:-8080}/actuator/health" > /dev/null; do
    kill -0 $training 2> /dev/null || { echo "The training run ended before it was healthy" >&2; exit 1; }
    sleep 1
  done
  # Java writes the cache when it ends.
  kill $training
  wait $training || true
  trap - EXIT INT TERM
  [ -f "$cache" ] || { echo "Java wrote no cache; is it 25?" >&2; exit 1; }
fi
# shellcheck disable=SC2086
exec "$java" $options -XX:AOTCache="$cache" -jar "$main" "$@"
