"""The forms of structured answers."""
