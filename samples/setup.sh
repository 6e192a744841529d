# What samples/quickstart and tests/run share: which Debian packages noctis needs, how they are
# installed, and how it is built.  Sourced by both, with $root set to the top of the clone and
# $program to the name that messages begin with.
# shellcheck shell=sh disable=SC2086  # lists of words are meant to be split

# Alternatives are joined by '|': any one that is installed will do, else the first that apt knows.
build_packages='
  cmake g++ ninja-build pkg-config
  doctest-dev libboost1.81-dev|libboost1.83-dev libcharls-dev libcli11-dev libdcmtk-dev
  libdeflate-dev libexpected-dev libfmt-dev libjpeg-dev libjwt-dev libjxl-dev libopenjp2-7-dev
  libpng-dev
  libsqlite3-dev libsqlitecpp-dev libssl-dev libtbb-dev libtomlplusplus-dev libxxhash-dev
  zlib1g-dev'

say() {
  printf '%s\n' "$*"
}

# The last words of a run that cannot go on.
stop() {
  printf "%s: %s\n" "$program" "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# Those of the packages that are not installed.
missing_of() {
  installed=" $(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' | sed -n 's/^.i *//p' | tr '\n' ' ')"
  for wanted in "$@"; do
    for package in $(say "$wanted" | tr '|' ' '); do
      case $installed in *" $package "*) continue 2 ;; esac
    done
    say "$wanted"
  done
}

# Of each "a|b|c" the first that apt knows, or just the first, for apt to complain of.
choice_of() {
  for wanted in "$@"; do
    choice=${wanted%%|*}
    for package in $(say "$wanted" | tr '|' ' '); do
      if apt-cache show "$package" >/dev/null 2>&1; then
        choice=$package
        break
      fi
    done
    say "$choice"
  done
}

# Two versions of Boost's headers cannot be installed together, and taking one away is not ours to do.
check_for_another_boost() {
  case $* in *libboost*) ;; *) return 0 ;; esac
  other=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' 'libboost1.*-dev' 2>/dev/null |
    sed -n 's/^.i *\(libboost1\.[0-9]*-dev\)$/\1/p')
  [ -z "$other" ] ||
    stop "$other is installed, and Boost 1.81 cannot be beside it:" \
      "remove it if nothing needs it (apt-get remove $other), and start again"
}

# Installs those of the packages that are missing; where none is, neither apt nor the network is
# touched.
install_packages() {
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    say "noctis is built with these packages of Debian 12:" $(printf '%s\n' "$@" | sed 's/|.*//')
    stop "this system has no apt-get: install what they are called here, and build with CMake"
  fi
  missing=$(missing_of "$@")
  [ -n "$missing" ] || return 0
  say "Missing Debian packages:" $missing
  check_for_another_boost $missing
  [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null || stop "to install them takes root or sudo"

  # A machine that has just been started may be at its own updates: wait for the lock.
  as_root apt-get -q -o DPkg::Lock::Timeout=600 update ||
    say "apt-get update failed; going on with the lists that are there"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 \
    --no-install-recommends --no-remove install $(choice_of $missing) ||
    stop "apt-get could not install all of:" $missing
}

# A compiler for each processor, as long as there is a GiB of memory for it.
build_jobs() {
  awk -v jobs="$(nproc)" '
    /^MemAvailable:/ { gibibytes = int($2 / 1048576) }
    END { if (jobs > gibibytes) jobs = gibibytes; print (jobs < 1 ? 1 : jobs) }' /proc/meminfo
}

# build_in FOLDER SANITIZER TARGET…: for release where SANITIZER is empty, else for debugging, with
# $cmake_options besides.  What is built already stays as it is.
cmake_options=
build_in() {
  folder=$1
  sanitizer=$2
  shift 2
  if [ -z "$sanitizer" ]; then build_type=Release; else build_type=Debug; fi
  cmake --log-level=WARNING -G Ninja -S "$root" -B "$folder" -DCMAKE_BUILD_TYPE="$build_type" \
    -DCMAKE_CXX_FLAGS_DEBUG='-O1 -g' -DNOCTIS_SANITIZE="$sanitizer" $cmake_options >/dev/null || stop "CMake failed"
  cmake --build "$folder" -j "$(build_jobs)" --target "$@" || stop "the build failed"
}
