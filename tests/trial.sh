#!/usr/bin/env bash
# Runs the tests in other surroundings: another user, folder, zone, language, terminal, order, Python.
# They may depend on none of them.
#
#   tests/trial.sh           the two runs that combine everything (.ci/run)
#   tests/trial.sh all       those, then each surrounding alone, then every newer Python (make reliability)
#   tests/trial.sh NAME ...  rows of the table below; python3.13, or a path of a Python, is one, too
#
# TESTS="tests/ui" runs only those, TESTS="--ignore=tests/ui" all others. SEED=N repeats an order. As root it makes an ordinary user and a folder /t.XXX, and removes both.
set -euo pipefail
cd "$(dirname "$0")/.."

TRIALS='
far            user=ordinary tmp=long tty=no order=random umask=077 TZ=Pacific/Kiritimati LC_ALL=C TERM=dumb NO_COLOR=1 COLUMNS=40
near           tmp=short tty=yes order=random umask=000 TZ=America/Los_Angeles LC_ALL=de_DE.UTF-8 TERM=xterm-256color FORCE_COLOR=1 COLUMNS=250
ordinary-user  user=ordinary
long-tmpdir    tmp=long
short-tmpdir   tmp=short
terminal       tty=yes TERM=xterm-256color
no-terminal    tty=no
random-order   order=random
umask-077      umask=077
kiritimati     TZ=Pacific/Kiritimati
los-angeles    TZ=America/Los_Angeles
plain-c        LC_ALL=C
german         LC_ALL=de_DE.UTF-8
latin-1        LC_ALL=de_DE.ISO-8859-1
no-color       NO_COLOR=1
force-color    FORCE_COLOR=1
columns-40     COLUMNS=40
dumb           TERM=dumb
bare           path=bare
leap-day       day=2028-02-29
long-ago       day=2024-12-31
slow           speed=slow
'
SEED=${SEED:-$RANDOM}
ORDINARY=trial-$$  # the user's name

is_root() { [ "$(id -u)" = 0 ]; }

work=$(mktemp -d /tmp/trial.XXXXXX)
chmod 755 "$work"
short=$work/t
if is_root; then short=$(mktemp -d /t.XXX); fi
busy=()
failed=()

clean_up() {
  [ ${#busy[@]} = 0 ] || kill "${busy[@]}" 2>/dev/null || true
  rm -rf "$work" "$short"
  if is_root; then userdel "$ORDINARY" 2>/dev/null || true; fi
}
trap clean_up EXIT

# as USER COMMAND...: run it as the ordinary user, or as oneself
as() {
  local user=$1
  shift
  if [ "$user" = ordinary ] && is_root; then runuser -u "$ORDINARY" -- "$@"; else "$@"; fi
}

# install_tools: what the trials need, where root may install it
install_tools() {
  command -v faketime script localedef >/dev/null && [ -f /usr/share/i18n/locales/de_DE ] ||
    { apt-get update -qq && apt-get install -y -qq faketime bsdutils locales >/dev/null; }
  local charset
  for charset in UTF-8 ISO-8859-1; do localedef -i de_DE -f $charset de_DE.$charset; done
}

# copy_for USER PYTHON: print the folder with a copy of the project, its environment, an empty HOME
copy_for() {
  local copy="$work/$1-${2##*/}"
  if [ ! -d "$copy" ]; then
    mkdir -p "$copy/project" "$copy/home"
    git ls-files -z --cached --others --exclude-standard |
      tar --null --files-from=- --create | tar --extract --directory "$copy/project"
    if [ "$1" = ordinary ] && is_root; then
      useradd --no-create-home --home-dir "$copy/home" "$ORDINARY"
      chown -R "$ORDINARY" "$copy"
    fi
    as "$1" env HOME="$copy/home" make --silent -C "$copy/project" .venv/ready PYTHON="$2" >&2
  fi
  echo "$copy"
}

# folder_for long|short|usual: print a folder for TMPDIR
folder_for() {
  local folder="$work/tmp"
  if [ "$1" = long ]; then folder="$work/$(printf 'a-very-long-name/%.0s' 1 2 3 4 5 6 7)"; fi
  if [ "$1" = short ]; then folder=$short; fi
  mkdir -p "$folder"
  chmod 1777 "$folder"
  echo "$folder"
}

# bare_path: print a folder with the two tools that the tests themselves call
bare_path() {
  mkdir -p "$work/bin"
  ln -sf "$(command -v sh)" "$(command -v chmod)" "$work/bin"
  echo "$work/bin"
}

# trial NAME PYTHON SETTING...: run all tests once
trial() {
  local name=$1 python=$2 user=self tmp=usual tty=no order="" umask=022 day="" path=usual speed=usual
  local setting variables=()
  shift 2
  for setting; do
    if [[ $setting == [a-z]* ]]; then local "$setting"; else variables+=("$setting"); fi
  done
  local copy folder
  copy=$(copy_for "$user" "$python")
  folder=$(folder_for "$tmp")
  [ "$path" = usual ] && path=/usr/local/bin:/usr/bin:/bin || path=$(bare_path)
  variables+=(PATH="$path" HOME="$copy/home" TMPDIR="$folder")
  [ -z "$order" ] || variables+=(TEST_ORDER="$SEED")
  local run=(env -i "${variables[@]}" .venv/bin/python -m pytest -q -p no:cacheprovider ${TESTS-})
  [ -z "$day" ] || run=(faketime "$day 23:55:00" "${run[@]/-i/--}")
  if [ $speed = slow ]; then
    for _ in 1 2 3 4 5 6; do while :; do :; done & busy+=($!); done
  fi

  echo "== $name: $("$copy/project/.venv/bin/python" -V) $*${order:+ SEED=$SEED}"
  local status=0
  (
    umask "$umask"
    cd "$copy/project"
    if [ $tty = yes ]; then
      as "$user" script --quiet --return --command "${run[*]@Q}" /dev/null </dev/null
    else
      as "$user" setsid --wait "${run[@]}" </dev/null 2>&1 | cat
    fi
  ) || status=$?
  if [ $speed = slow ]; then kill "${busy[@]}" && busy=(); fi
  [ $status = 0 ] || failed+=("$name")
}

# newer_pythons: print each that is here
newer_pythons() {
  local minor python
  for minor in 12 13 14 15; do
    for python in "$(command -v python3.$minor)" ~/.pyenv/versions/3.$minor.*/bin/python3.$minor; do
      if "$python" -c "" 2>/dev/null; then echo "$python" && break; fi
    done
  done
}

run() {
  local settings
  if settings=$(grep "^$1 " <<<"$TRIALS"); then
    # shellcheck disable=SC2086  # each setting is a word
    trial "$1" "${PYTHON:-python3}" ${settings#* }
  elif command -v "$1" >/dev/null; then
    trial "${1##*/}" "$1"
  else
    echo "There is no trial $1: $(awk '{ print $1 }' <<<"$TRIALS" | xargs)" >&2
    exit 2
  fi
}

[ $# -gt 0 ] || set -- far near
# shellcheck disable=SC2046  # each name is a word
[ "$1" != all ] || set -- $(awk '{ print $1 }' <<<"$TRIALS") $(newer_pythons)
if is_root; then install_tools; fi
for name; do run "$name"; done
if [ ${#failed[@]} -gt 0 ]; then
  echo "Failed: ${failed[*]}"
  exit 1
fi
echo "Every trial passed: $*"
