# shellcheck shell=bash
# What run.sh, test.sh and .ci/run share: messages, system packages, Swift, the build, Python.
# Sourced by them; $root is the project's folder. Everything said here goes to standard error.

: "${root:?}"
readonly minimum_swift_major=6 minimum_swift_minor=1

say() { printf '%s\n' "$@" >&2; }

# give_up MESSAGE…: something is missing that this script cannot put in place.
give_up() {
  say "$@"
  exit 2
}

# step TITLE COMMAND…: runs the command under a heading and tells how long it took.
step() {
  local title="$1" start="$SECONDS"
  shift
  say "" "==> $title"
  current_step="$title"
  "$@"
  current_step=""
  say "==> $title: $((SECONDS - start)) s"
}

# For `trap … EXIT`: names the step that a script died in.
report_failed_step() {
  local status="$?"
  if [[ -n "${current_step:-}" ]]; then say "==> $current_step: failed ($status)"; fi
}

# --- System packages -------------------------------------------------------------------------

readonly debian_build_packages=(
  g++ git libc6-dev liblapacke-dev libncurses-dev libsvm-dev libxgboost-dev pkg-config
  zlib1g-dev
)

# A package counts as present if it is installed or if there is a command of its name.
is_present() {
  [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]] ||
    command -v "$1" >/dev/null
}

# install_missing PACKAGE…: installs those of the Debian packages that are not there.
install_missing() {
  local package missing=()
  for package in "$@"; do is_present "$package" || missing+=("$package"); done
  if [[ ${#missing[@]} == 0 ]]; then return; fi
  local as_root=()
  if [[ "$(id -u)" != 0 ]]; then
    command -v sudo >/dev/null ||
      give_up "Missing packages. As root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "Installing ${missing[*]}"
  apt_install "${missing[@]}" && return
  say "That failed; trying once more in 5 seconds."
  sleep 5
  apt_install "${missing[@]}" || give_up "apt-get install ${missing[*]} failed twice, see above."
}

# Uses `as_root` of its caller. A list that cannot be refreshed need not be the one that matters,
# so the installation is tried in any case. apt must not eat the input meant for the program.
apt_install() {
  if [[ -z "${lists_are_fresh:-}" ]] && "${as_root[@]}" apt-get update -qq </dev/null >&2; then
    lists_are_fresh=yes
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$@" \
    </dev/null >&2
}

has_apt() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

has_header() { printf '#include <%s>\n' "$1" | clang -E -x c - >/dev/null 2>&1; }

ensure_build_packages() {
  if has_apt; then
    install_missing "${debian_build_packages[@]}"
  elif ! { has_header lapacke.h && has_header curses.h && has_header zlib.h &&
    has_header xgboost/c_api.h && { has_header libsvm/svm.h || has_header svm.h; }; }; then
    give_up "Smokeout needs ncurses, LAPACKE, libsvm, XGBoost and zlib with their headers, and a C++ library:
  Debian, Ubuntu:  apt-get install ${debian_build_packages[*]}
  Fedora:          dnf install gcc-c++ git glibc-devel lapack-devel libsvm-devel ncurses-devel pkgconf xgboost-devel zlib-devel
  Arch:            pacman -S gcc git lapacke libsvm ncurses pkgconf xgboost zlib
  macOS:           brew install lapack libsvm ncurses pkgconf xgboost zlib"
  fi
}

# --- Swift -----------------------------------------------------------------------------------

# swift_version COMMAND: "major minor", or nothing when it is no Swift.
swift_version() {
  local pattern='Swift version ([0-9]+)\.([0-9]+)'
  if [[ "$("$1" --version 2>/dev/null)" =~ $pattern ]]; then
    printf '%s %s' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
  fi
}

is_new_enough() {
  local major minor
  read -r major minor <<<"$(swift_version "$1")"
  ((${major:-0} > minimum_swift_major ||
    (${major:-0} == minimum_swift_major && ${minor:-0} >= minimum_swift_minor)))
}

# Puts a Swift that is new enough first on the PATH.
ensure_swift() {
  local folder found
  found="$(command -v swift || true)"
  if [[ -n "$found" ]] && is_new_enough "$found"; then return; fi
  for folder in "${SWIFTLY_BIN_DIR:-$HOME/.local/share/swiftly/bin}" /opt/swift/usr/bin; do
    if [[ -x "$folder/swift" ]] && is_new_enough "$folder/swift"; then
      export PATH="$folder:$PATH"
      return
    fi
  done
  local needed="Swift $minimum_swift_major.$minimum_swift_minor or newer"
  if [[ -n "$found" ]]; then needed+=" ($found is older, or another program)"; fi
  # shellcheck disable=SC2016 # the commands are for the reader's shell
  give_up "Smokeout needs $needed. Install it as https://www.swift.org/install says, on Linux:" '
  curl -O "https://download.swift.org/swiftly/linux/swiftly-$(uname -m).tar.gz"
  tar zxf "swiftly-$(uname -m).tar.gz"
  ./swiftly init --quiet-shell-followup
  . "${SWIFTLY_HOME_DIR:-$HOME/.local/share/swiftly}/env.sh"

and run this again.'
}

# --- The build -------------------------------------------------------------------------------

# Adds its input to the file $1 and shows the last line to whoever watches.
show_progress() {
  local line
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$1"
    if [[ -t 2 ]]; then printf '\r\033[K%.76s' "$line" >&2; fi
  done
  if [[ -t 2 ]]; then printf '\r\033[K' >&2; fi
}

# Builds the program; says nothing unless there is something to build or it fails.
build_program() {
  local log="$root/.build/build.log"
  if [[ ! -x "$root/.build/release/smokeout" ]]; then
    say "Building Smokeout; the first time takes some minutes."
  fi
  mkdir -p "$root/.build"
  : >"$log"
  if ! swift build --package-path "$root" --configuration release --product smokeout \
    </dev/null 2>&1 | show_progress "$log"; then
    cat "$log" >&2
    give_up "The build failed, see above."
  fi
}

# --- Python, for the tests of the screen -----------------------------------------------------

# Prints the first Python that can make virtual environments.
find_python() {
  local python
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))' \
      2>/dev/null; then
      printf '%s' "$python"
      return
    fi
  done
  return 1
}

ensure_python() {
  if find_python >/dev/null; then return; fi
  if has_apt; then install_missing python3 python3-venv; fi
  find_python >/dev/null || give_up "The tests need Python 3.9 or newer with its venv module."
}

# ensure_environment FOLDER REQUIREMENTS: a virtual environment that holds what the file asks
# for; made anew when the file or the Python changes.
ensure_environment() {
  local folder="$1" requirements="$2" python wanted
  python="$(find_python)"
  wanted="$("$python" --version)
$(cat "$requirements")"
  if [[ -f "$folder/made-for" && "$(cat "$folder/made-for")" == "$wanted" ]]; then return; fi
  rm -rf "$folder"
  "$python" -m venv "$folder"
  "$folder/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
  printf '%s\n' "$wanted" >"$folder/made-for"
}
