"""Local servers that tests talk to."""
