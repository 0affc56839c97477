"""The lines for a shell's start-up file that remind the person without starting a process.

Each field that they read is matched against a pattern before it is used: no eval, no arithmetic
and no prompt expansion ever touches it. Root is not reminded in another user's home, where the
files that it writes would be in that user's way.
"""

import re
from pathlib import Path

from privacy_check.domain.sanitize import MAX_PATH, clean_name
from privacy_check.errors import SettingsError

BEGIN = "# >>> privacy-check reminder >>>"
END = "# <<< privacy-check reminder <<<"
SHELLS = ("bash", "zsh", "fish")

_BASH = r"""__privacy_check() {
  [[ $- == *i* && -t 2 && -r @AGENDA@ && ${PRIVACY_CHECK_REMIND:-daily} != never ]] || return 0
  local today day epoch id ids= stamp= n=0
  [[ $EUID != 0 || -O @AGENDA@ ]] || return 0
  printf -v today '%(%F)T' -1 2>/dev/null || return 0
  [[ -r @SHOWN@ ]] && IFS= read -r stamp < @SHOWN@
  [[ $stamp == "$today" && ${PRIVACY_CHECK_REMIND:-daily} != always ]] && return 0
  while IFS=$'\t' read -r day epoch id; do
    [[ $day == [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] ]] || continue
    [[ $id && $id != *[!a-z0-9-]* && ${#id} -le 64 ]] || continue
    [[ $day > $today ]] && break
    ((++n <= 3)) && ids="$ids $id"
  done < @AGENDA@
  ((n)) || return 0
  { printf '%s\n' "$today" >| @SHOWN@; } 2>/dev/null
  ((n > 3)) && ids="$ids ..."
  printf 'privacy-check: %d due:%s. Run: %s\n' "$n" "$ids" @RUN@ >&2
}
__privacy_check || :
unset -f __privacy_check || :"""

_ZSH = r"""__privacy_check() {
  emulate -L zsh
  unsetopt err_exit err_return
  [[ -t 2 ]] || return 0  # an instant prompt has it for now; the next prompt asks again
  precmd_functions=("${(@)precmd_functions:#__privacy_check}")
  unfunction __privacy_check
  [[ -r @AGENDA@ && ${PRIVACY_CHECK_REMIND:-daily} != never ]] || return 0
  [[ $EUID != 0 || -O @AGENDA@ ]] || return 0
  zmodload -F zsh/datetime b:strftime p:EPOCHSECONDS 2>/dev/null || return 0
  local today day epoch id ids= stamp=; integer n=0
  strftime -s today %Y-%m-%d $EPOCHSECONDS
  [[ -r @SHOWN@ ]] && IFS= read -r stamp < @SHOWN@
  [[ $stamp == $today && ${PRIVACY_CHECK_REMIND:-daily} != always ]] && return 0
  while IFS=$'\t' read -r day epoch id; do
    [[ $day == [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] ]] || continue
    [[ $id =~ '^[a-z0-9-]{1,64}$' ]] || continue
    [[ $day > $today ]] && break
    (( ++n <= 3 )) && ids+=" $id"
  done < @AGENDA@
  (( n )) || return 0
  { print -r -- $today >| @SHOWN@ } 2>/dev/null
  (( n > 3 )) && ids+=" ..."
  print -ru2 -- "privacy-check: $n due:$ids. Run: "@RUN@
}
typeset -ga precmd_functions
[[ -o interactive ]] && precmd_functions+=(__privacy_check)"""

_FISH = r"""if status is-interactive; and test -t 2; and test -r @AGENDA@
    and test "$PRIVACY_CHECK_REMIND" != never
    and begin; test "$USER" != root; or test -O @AGENDA@; end
    set -l now
    if contains path (builtin -n); and test -w @STATE@
        echo -n >@NOW@; and path mtime @NOW@ | read now
    else
        command date +%s | read now
    end
    set -l last 0
    test -r @SHOWN@; and read last <@SHOWN@
    string match -qr '^[0-9]{1,12}$' -- "$last"; or set last 0
    string match -qr '^[0-9]{1,12}$' -- "$now"; or set now 0
    if test "$PRIVACY_CHECK_REMIND" = always; or test (math $now - $last) -ge 86400
        set -l n 0
        set -l ids
        while read -l -d \t day due id
            string match -qr '^[0-9]{1,12}$' -- $due; or continue
            string match -qr '^[a-z0-9-]{1,64}$' -- $id; or continue
            test $due -gt $now; and break
            set n (math $n + 1)
            test $n -le 3; and set ids "$ids $id"
        end <@AGENDA@
        if test $n -gt 0
            test -w @STATE@; and echo $now >@SHOWN@
            test $n -gt 3; and set ids "$ids ..."
            printf 'privacy-check: %d due:%s. Run: %s\n' $n $ids @RUN@ >&2
        end
    end
end"""

_LINES = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def lines(shell: str, agenda: Path, command: str) -> str:
    """Return the reminder for a shell, with this machine's own paths, quoted.

    `command` is what it tells the person to run: the words by which the program is found here.
    """
    for path in (str(agenda), command):
        if clean_name(path, MAX_PATH) != path:
            raise SettingsError(
                f"{clean_name(path, MAX_PATH)}: this path cannot go into a shell's start-up file"
            )
    shown = "shown.fish" if shell == "fish" else "shown"  # a shell without a date keeps seconds
    values = {
        "AGENDA": str(agenda),
        "SHOWN": str(agenda.with_name(shown)),
        "NOW": str(agenda.with_name("now")),
        "STATE": str(agenda.parent),
        "RUN": command,
    }
    text = re.sub("@([A-Z]+)@", lambda name: quoted(shell, values[name[1]]), _LINES[shell])
    return f"{BEGIN}\n{text}\n{END}"


def is_current(shell: str, text: str) -> bool:
    """Tell whether lines are those of this version; their paths may differ."""
    parts = re.split("@[A-Z]+@", f"{BEGIN}\n{_LINES[shell]}\n{END}")
    return bool(re.fullmatch("'[^\n]+?'".join(map(re.escape, parts)), text))


def quoted(shell: str, path: str) -> str:
    """Quote a path for a shell."""
    if shell == "fish":
        return "'" + path.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return "'" + path.replace("'", "'\\''") + "'"
