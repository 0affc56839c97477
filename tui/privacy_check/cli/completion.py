"""Completion in bash, zsh and fish: a few lines of each shell, which ask this module what fits.

So that ids, steps and profiles are always those of now, nothing of them stands in the scripts.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from privacy_check.cli.grammar import ANYWHERE, COMMANDS, PROFILE, PROGRAM_OPTIONS, Argument
from privacy_check.cli.streams import print_answer
from privacy_check.domain.catalog import Catalog
from privacy_check.errors import ChecklistError, PrivacyCheckError
from privacy_check.storage import checklist_folders, paths, profiles
from privacy_check.storage.catalog import load

ASKS = ("completion", "--words")
"""How the scripts ask, followed by the words up to the cursor."""
FILES = ("", "files")
"""What is printed where any file fits, in place of words and what they mean."""

Fitting = list[tuple[str, str]]
"""Words that fit, each with what it means."""

_BASH = """\
# completion for bash: source this, or save it as
# ~/.local/share/bash-completion/completions/privacy-check
_privacy_check() {
    local current=${COMP_WORDS[COMP_CWORD]} line
    COMPREPLY=()
    [[ $current != = ]] || current=  # of --output=, the word at the cursor
    while IFS= read -r line; do
        if [[ $line == $'\\tfiles' ]]; then
            compopt -o filenames
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <(compgen -f -- "$current")
        elif [[ $current == [\\"\\']* ]]; then
            COMPREPLY+=("${line%%$'\\t'*}")
        else
            COMPREPLY+=("$(printf %q "${line%%$'\\t'*}")")
        fi
    done < <(@COMMAND@ @ASKS@ "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _privacy_check privacy-check
"""

_ZSH = """\
#compdef privacy-check
# completion for zsh: save this as _privacy-check in a folder of $fpath, or source it after compinit
_privacy_check() {
    local line
    local -a given found
    given=("${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}")
    for line in "${(@f)$(@COMMAND@ @ASKS@ "${(@)given}" 2>/dev/null)}"; do
        if [[ $line == $'\\tfiles' ]]; then
            [[ $PREFIX != --*=* ]] || compset -P '*='
            _files
            return
        fi
        [[ -n $line ]] && found+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
    done
    _describe -V 'privacy-check' found
}
if [[ $funcstack[1] == _privacy-check ]]; then
    _privacy_check "$@"
else
    compdef _privacy_check privacy-check
fi
"""

_FISH = """\
# completion for fish: save this as ~/.config/fish/completions/privacy-check.fish, or source it
function __privacy_check_words
    set -l given (commandline -opc)
    set -l current (commandline -ct)
    set -l found (@COMMAND@ @ASKS@ $given[2..-1] "$current" 2>/dev/null)
    if test "$found[1]" = \\tfiles
        set -l flag (string match -r -- '^--[^=]+=' "$current")
        set -l begun (string replace -r -- '^--[^=]+=' '' "$current")
        __fish_complete_path "$begun" | string replace -r -- '^' "$flag"
    else
        printf '%s\\n' $found
    end
end
complete -c privacy-check -f -a '(__privacy_check_words)'
"""

_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def script(shell: str, command: str) -> str:
    """Return the lines for a shell; `command` runs this program, quoted for the shell."""
    asks = " ".join(ASKS)
    return _SCRIPTS[shell].replace("@COMMAND@", command).replace("@ASKS@", asks).rstrip("\n")


def print_fitting(words: Sequence[str]) -> int:
    """Print what fits at the last of these words, one a line; nothing if something is amiss."""
    try:
        print_answer("\n".join("\t".join(pair) for pair in fitting(words)))
    except PrivacyCheckError:
        return 1
    return 0


def fitting(words: Sequence[str]) -> Fitting:
    """Return the words that fit in place of the last of these, which may be empty or begun."""
    *before, current = _joined(words) or [""]
    flag, equals, begun = current.partition("=")
    if equals and flag.startswith("--"):
        fits = _begun(_after([*before, flag], ""), begun)
        return [w if w == FILES else (f"{flag}={w[0]}", w[1]) for w in fits]
    return _begun(_after(before, current), current.lstrip("\"'").replace("\\", ""))


def _joined(words: Sequence[str]) -> list[str]:
    """Put the words as all other shells give them: bash takes `=` for a word of its own."""
    joined: list[str] = []
    for number, word in enumerate(words):
        if word == "=" and joined and joined[-1].startswith("--"):
            if number == len(words) - 1:
                joined.append("")
        else:
            joined.append(word)
    return joined


def _begun(words: Fitting, current: str) -> Fitting:
    """Keep what begins so; where any file fits, the shell looks itself."""
    begins = current.casefold()
    return [w for w in words if w == FILES or w[0].casefold().startswith(begins)]


def _after(before: Sequence[str], current: str) -> Fitting:
    """Return what may stand after these words."""
    rest = [*before]
    while rest and rest[0].startswith("-"):
        value = _by_flag(ANYWHERE).get(rest.pop(0))
        if value:
            if not rest:
                return _values(value, [])
            rest.pop(0)
    if not rest:
        return _flags(PROGRAM_OPTIONS) if current.startswith("-") else [*_commands(), *_ids()]
    name, *given = rest
    return _of_command(COMMANDS[name][2], given, current) if name in COMMANDS else []


def _of_command(arguments: Sequence[Argument], given: Sequence[str], current: str) -> Fitting:
    flags = _by_flag([*arguments, *ANYWHERE])
    places = [rest for names, rest in arguments if not names[0].startswith("-")]
    placed: list[str] = []
    awaited: dict[str, Any] | None = None
    for word in given:
        if awaited is None and word.startswith("-"):
            known = flags.get(word)
            awaited = known if known and "action" not in known else None
        elif awaited is None:
            placed.append(word)
        else:
            awaited = None
    if awaited is not None:
        return _values(awaited, placed)
    if current.startswith("-"):
        return _flags(arguments)
    if len(placed) < len(places):
        return _values(places[len(placed)], placed)
    repeated = bool(places) and places[-1].get("nargs") in ("*", "+")
    return [w for w in _values(places[-1], placed) if w[0] not in placed] if repeated else []


def _by_flag(arguments: Iterable[Argument]) -> dict[str, dict[str, Any]]:
    return {flag: rest for names, rest in arguments for flag in names if flag.startswith("-")}


def _values(settings: dict[str, Any], placed: Sequence[str]) -> Fitting:
    """Return what one argument may be, by its choices or by what its help calls it."""
    if "choices" in settings:
        return [(str(choice), "") for choice in settings["choices"]]
    if settings is PROFILE[1]:
        return _profiles()
    match settings.get("metavar"):
        case "ID":
            return _ids()
        case "STEP":
            return _steps(placed[0])
        case "FILE":
            return [FILES]
        case _:
            return []


def _flags(arguments: Iterable[Argument]) -> Fitting:
    flags = [(names[-1], rest["help"]) for names, rest in arguments if names[0].startswith("-")]
    return [*flags, ("--help", "say how it is used")]


def _commands() -> Fitting:
    return [(name, summary) for name, (_, summary, _) in COMMANDS.items()]


def _ids() -> Fitting:
    return [(name, checklist.title) for name, checklist in sorted(_catalog().checklists.items())]


def _steps(name: str) -> Fitting:
    try:
        return [(step.id, step.title) for step in _catalog().find(name).steps]
    except ChecklistError:
        return []


def _catalog() -> Catalog:
    home = paths.locate()
    shared = checklist_folders.read(home.config_file)
    own, cache = home.own_checklists, home.catalog_file
    return load(paths.builtin_checklists(), own, cache, shared=shared)


def _profiles() -> Fitting:
    return [(profile.name, "") for profile in profiles.known(paths.locate())]
