"""Reads every kind of input file, validates it, and sets aside what cannot be used."""
