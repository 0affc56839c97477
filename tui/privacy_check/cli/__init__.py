"""The command line: arguments, commands, and their text and JSON output."""
