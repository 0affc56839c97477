"""privacy-check: walks a person through privacy settings, and remembers when to look again."""
