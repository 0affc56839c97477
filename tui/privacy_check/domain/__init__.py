"""What a checklist is and where it stands: pure values and rules. No files, no clock, no screen."""
