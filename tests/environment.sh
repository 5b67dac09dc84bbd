# Sourced by tests/run and tests/benchmarks/run: makes .venv with what the tests need, and sets PYTHON and NODE.
# prepare_browser then finds a Chromium, or installs one, and sets CHROME.
# Everything said here goes to stderr, so that a caller's own output stays clean.

say() { printf '%s\n' "$*" >&2; }

die() { say "error: $*"; exit 1; }

install_debian_packages() {
  command -v apt-get >/dev/null && [[ "$(id -u)" == 0 ]] || return 1
  say "installing Debian packages: $*"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null || say "the package lists could not all be renewed; going on"
  apt-get install -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >/dev/null
}

find_python() {
  local candidate
  for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s\n' "$candidate"
      return
    fi
  done
  return 1
}

make_virtual_environment() {
  local python
  python="$(find_python)" || die "Python 3.11 or later is needed"
  "$python" -m venv .venv >/dev/null 2>&1 && return
  # Debian keeps what this needs in a package of its own.
  install_debian_packages python3-venv && "$python" -m venv --clear .venv >&2 && return
  die "$python cannot make a virtual environment; on Debian: apt-get install python3-venv"
}

pip_install() {
  .venv/bin/python -m pip install --quiet --no-compile --disable-pip-version-check "$@" >&2
}

install_requirements() {
  local stamp=.venv/tests-requirements.sha256 wanted
  wanted="$(cat requirements.txt tests/requirements.txt | sha256sum)"
  [[ -f "$stamp" && "$(cat "$stamp")" == "$wanted" ]] && return
  say "installing tests/requirements.txt"
  # uv needs a sixth of pip's time; but a mirror may be known to pip alone.
  pip_install "$(grep "^uv==" tests/requirements.txt)" && .venv/bin/uv pip install --quiet --python .venv/bin/python -r tests/requirements.txt >&2 ||
    pip_install -r tests/requirements.txt
  printf '%s\n' "$wanted" >"$stamp"
}

playwright_starts() {
  .venv/bin/python -m playwright --version >/dev/null 2>&1
}

ensure_playwright_starts() {
  playwright_starts && return
  # Its driver needs a library that a small Debian lacks.
  install_debian_packages libatomic1 && playwright_starts && return
  die "Playwright's driver does not start; on Debian: apt-get install libatomic1"
}

find_chromium() {
  local candidate
  if [[ -n "${CHROME:-}" ]]; then
    printf '%s\n' "$CHROME"
    return
  fi
  for candidate in chromium chromium-browser google-chrome; do
    command -v "$candidate" && return
  done
  return 1
}

install_chromium() {
  install_debian_packages chromium && return
  say "installing Playwright's Chromium"
  .venv/bin/python -m playwright install chromium >&2 || die "no Chromium: install one, or set CHROME to its path"
}

playwright_chromium() {
  .venv/bin/python -c 'from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)'
}

prepare_browser() {
  ensure_playwright_starts
  find_chromium >/dev/null || install_chromium
  CHROME="$(find_chromium || playwright_chromium)"
  "$CHROME" --version >/dev/null 2>&1 || die "$CHROME does not start"
  export CHROME
}

.venv/bin/python -m pip --version >/dev/null 2>&1 || make_virtual_environment
install_requirements
PYTHON="$PWD/.venv/bin/python"
# Playwright brings a Node of its own: the browser's scripts are tried with it, the same one everywhere.
NODE="$("$PYTHON" -c 'import pathlib, playwright; print(pathlib.Path(playwright.__file__).parent / "driver" / "node")')"
export NODE PYTHON
