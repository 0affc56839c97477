"""Walk and review as lines of text and one-letter answers: by ear, by Braille, in a pipe."""
