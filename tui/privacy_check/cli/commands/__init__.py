"""What each subcommand does: (arguments) → exit status. The work is done in `session`."""
