"""Values to Textual Content: no widgets, no state."""
