# Functions shared by ./tributary and benchmarks/run: find Java, build a module when it is stale, run it.
# Sourced, never run.

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
readonly root

fail() {
  printf 'tributary: %s\n' "$*" >&2
  exit 1
}

# Sets java and java_version (the feature release, as 17), or ends with what to do.
find_java() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    java=$JAVA_HOME/bin/java
    [[ -x $java ]] || fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it. Point it at a JDK of 17 or newer."
  else
    java=$(command -v java) || fail "no java found. Install a JDK of 17 or newer, or set JAVA_HOME."
  fi
  local text
  text=$(release_of "$java")
  text=${text#1.}
  java_version=${text%%[!0-9]*}
  [[ -n $java_version ]] || fail "cannot tell the version of $java. Set JAVA_HOME to a JDK of 17 or newer."
  ((java_version >= 17)) || fail "$java is Java $java_version, but 17 or newer is needed. Set JAVA_HOME to such a JDK."
}

# The version text of a java command: from the file beside it, which saves starting it, else by asking.
release_of() {
  local release text=
  release=$(dirname "$(dirname "$(readlink -f "$1")")")/release
  if [[ -r $release ]]; then
    text=$(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$release")
  fi
  if [[ -z $text ]]; then
    text=$("$1" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  fi
  printf '%s' "$text"
}

# Whether a module's build is there and newer than every source. Maven writes the stamp last.
is_built() {
  local stamp=$root/$1/target/built.classpath
  [[ -f $stamp && -f $root/$1/target/tributary-$1.jar ]] || return 1
  [[ -z $(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -print -quit) ]]
}

# Builds a module and what it needs. Only one build at a time: others wait, and find it done.
build_if_needed() {
  is_built "$1" && return
  mkdir -p "$root/$1/target"
  if command -v flock >/dev/null; then
    exec 9>"$root/$1/target/.building"
    flock 9
    if is_built "$1"; then
      exec 9>&-
      return
    fi
  fi
  printf 'tributary: building, once (the first time, Maven also downloads what is needed)\n' >&2
  # Emptied, so that no library of an older build stays on the class path.
  rm -rf "$root/$1/target/lib" "$root/$1/target/built.classpath"
  (cd "$root" && ./mvnw -q -B -pl "$1" -am package -DskipTests 1>&2 9>&-) \
    || fail "the build failed, see above. Building needs a JDK (not only a runtime) of 17 or newer, and Maven Central once."
  is_built "$1" || fail "sources changed while they were built. Run the command again."
  { exec 9>&-; } 2>/dev/null
}

# Replaces this shell by a class of a module, so that signals and the exit code are the command's own.
exec_java() {
  local module=$1 options=(
    "-Xmx${TRIBUTARY_HEAP:-1200m}"
    -XX:+ExitOnOutOfMemoryError
    -XX:+DisplayVMOutputToStderr
    -Dfile.encoding=UTF-8
  ) more=()
  shift
  ((java_version < 22)) || options+=(--enable-native-access=ALL-UNNAMED)
  ((java_version < 24)) || options+=(--sun-misc-unsafe-memory-access=allow)
  [[ ${JAVA_OPTS:-} == *-XX:+Use*GC* ]] || options+=(-XX:+UseSerialGC)
  if [[ -n ${JAVA_OPTS:-} ]]; then
    read -r -a more <<<"$JAVA_OPTS"
    options+=("${more[@]}")
  fi
  exec "$java" "${options[@]}" -cp "$root/$module/target/tributary-$module.jar" "$@"
}
