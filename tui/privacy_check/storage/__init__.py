"""Reading and writing files: checklists, journals, settings, profiles and the agenda."""
