"""Finds places and dishes in what creators wrote and said, without a model."""
