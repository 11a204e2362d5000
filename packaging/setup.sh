# Sourced by run.sh and test.sh: puts what zonedesk needs on this computer, and says what it is doing.
# A second run finds everything in place and takes no time.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The shared library that Qt loads, and the Debian package that brings it.
readonly QT_LIBRARIES="
libglib-2.0.so.0 libglib2.0-0
libGL.so.1 libgl1
libxkbcommon.so.0 libxkbcommon0
libEGL.so.1 libegl1
libfontconfig.so.1 libfontconfig1
libdbus-1.so.3 libdbus-1-3
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-shape.so.0 libxcb-shape0
libcups.so.2 libcups2
"

say() { printf '%s\n' "$*"; }

missing_packages() {
  local present library package
  present=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p)
  while read -r library package; do
    [[ -z $library || $present == *"$library "* ]] || printf '%s ' "$package"
  done <<<"$QT_LIBRARIES"
}

# Install the named Debian packages, or say how to.
install_packages() {
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    say "缺少系统组件，请管理员先安装 (system packages needed): sudo apt-get install $*" >&2
    return 1
  fi
  say "正在安装系统组件 (installing system packages): $*"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" >/dev/null
}

install_libraries() {
  local packages
  packages=$(missing_packages)
  # shellcheck disable=SC2086  # a list of words
  [[ -z $packages ]] || install_packages $packages
}

# Whether .venv holds what pyproject.toml asks for; what developers use includes all that the program needs.
is_installed() {
  local mark
  for mark in .venv/installed-dev ".venv/installed-${1:-plain}"; do
    [[ -e $mark && $mark -nt pyproject.toml ]] && return 0
  done
  return 1
}

# Make .venv and put zonedesk into it, with the extra named ("" or "dev").
install_zonedesk() {
  local extra=$1 python=${PYTHON:-python3}
  is_installed "$extra" && return 0
  if ! "$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "需要 Python 3.11 或更高版本及 venv 组件 (Python 3.11 or newer with venv is needed)" >&2
    return 1
  fi
  say "正在准备运行环境，首次需要几分钟 (setting up, a few minutes the first time)"
  [[ -x .venv/bin/pip ]] || "$python" -m venv .venv || return 1
  if ! .venv/bin/python -m pip install --disable-pip-version-check --editable ".${extra:+[$extra]}" \
    --constraint packaging/constraints.txt |
    awk '/^Collecting/ { sub(/[^A-Za-z0-9_.-].*/, "", $2); print "  " $2; fflush() }'; then
    say "安装没有完成，请检查网络后再运行一次 (set-up did not finish: check the network and run again)" >&2
    return 1
  fi
  touch ".venv/installed-${extra:-plain}"
}
