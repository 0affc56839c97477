"""Checklists, events and the rules over them: pure, without files, clock or screen."""
