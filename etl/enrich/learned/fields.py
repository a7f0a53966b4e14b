"""The fields of labels, as options of the command line."""

from __future__ import annotations

from enum import StrEnum

from llm.vocabulary import LABELS

LabelField = StrEnum("LabelField", {name.upper(): name for name in LABELS})  # type: ignore[misc]
"""A field of the dataset `video_labels`."""
