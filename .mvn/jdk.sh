# Finds a JDK for mvnw and cairn; to be sourced by a POSIX shell, not run.
#
# find_jdk sets and exports JAVA_HOME, or says what to install and exits with 1. The default java of
# many machines is older than the one Cairn needs, so an unfit JAVA_HOME or PATH is passed over.
# Candidates are judged by their "release" file: starting each java would cost more than a command.

jdk_wanted=25

# Prints nothing; sets jdk_major to the feature version of the JDK in $1, or to 0.
jdk_read_major() {
  jdk_major=0
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r jdk_line || [ -n "$jdk_line" ]; do
    case $jdk_line in
    JAVA_VERSION=*)
      jdk_major=${jdk_line#JAVA_VERSION=}
      jdk_major=${jdk_major#\"}
      jdk_major=${jdk_major%%[!0-9]*}
      [ -n "$jdk_major" ] || jdk_major=0
      return 0
      ;;
    esac
  done <"$1/release"
}

# Takes $1 as JAVA_HOME and succeeds when it is new enough.
jdk_try() {
  jdk_read_major "$1"
  [ "$jdk_major" -ge "$jdk_wanted" ] || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

# Succeeds with the first folder of the list that is exactly the wanted version, else with the first newer.
jdk_try_each() {
  for jdk_home in "$@"; do
    jdk_read_major "$jdk_home"
    if [ "$jdk_major" -eq "$jdk_wanted" ]; then
      jdk_try "$jdk_home" && return 0
    fi
  done
  for jdk_home in "$@"; do
    jdk_try "$jdk_home" && return 0
  done
  return 1
}

find_jdk() {
  [ -n "${JAVA_HOME-}" ] && jdk_try "$JAVA_HOME" && return 0
  jdk_java=$(command -v java 2>/dev/null) || jdk_java=
  if [ -n "$jdk_java" ]; then
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || jdk_java=
    [ -n "$jdk_java" ] && jdk_try "${jdk_java%/bin/java}" && return 0
  fi
  jdk_try_each \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/openjdk-* /usr/local/lib/jvm/* /opt/* /opt/*/jdk* \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.local/share/mise/installs/java/* \
    "${HOME-}"/.asdf/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home &&
    return 0
  cat >&2 <<EOT
Cairn needs a JDK $jdk_wanted or newer (with javac) and found none in JAVA_HOME, PATH or the usual folders.
Install one, for example:
  Debian, Ubuntu   apt-get install openjdk-$jdk_wanted-jdk-headless (where offered), or the Eclipse Temurin packages
  Fedora           dnf install java-$jdk_wanted-openjdk-devel
  macOS            brew install openjdk@$jdk_wanted
  any system       SDKMAN: sdk install java $jdk_wanted-tem
or point JAVA_HOME at one that is installed elsewhere.
EOT
  exit 1
}
