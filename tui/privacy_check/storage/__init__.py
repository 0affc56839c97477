"""Files: checklists, journals, settings and the agenda, read and written."""
