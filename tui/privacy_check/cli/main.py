"""The command line: runs one command, and turns errors into exit codes.

0: success. 1: an error. 2: wrong usage. 3: `due --exit-code` found something. 130: interrupted.
"""

import sys
from collections.abc import Sequence

from privacy_check.cli import streams
from privacy_check.errors import PrivacyCheckError
from privacy_check.system.clock import Clock
from privacy_check.system.clock import clock as system_clock


def main(argv: Sequence[str] | None = None, clock: Clock = system_clock) -> int:
    """Run the command that was typed, and return the exit status."""
    streams.replace_closed_streams()
    streams.set_encodings()
    try:
        return _run(list(sys.argv[1:] if argv is None else argv), clock)
    except PrivacyCheckError as error:
        streams.print_error(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return 1


def _run(words: list[str], clock: Clock) -> int:
    if words == ["due"]:  # what each new shell asks does not wait for argparse
        from privacy_check.cli.commands.due import print_due

        return print_due(clock)
    if words[:2] == ["completion", "--words"]:  # what a shell asks at each tab
        from privacy_check.cli.completion import print_fitting

        return print_fitting(words[2:])
    from privacy_check.cli import parser

    args = parser.parse(words)
    args.clock = clock
    streams.set_color(args.color)
    status: int = args.run(args)
    return status
