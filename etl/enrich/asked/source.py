"""What a batch works on: the videos of a version, their answers, and the model to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.enrich.asked.answer_files import AnswerFiles, answer_files
from etl.enrich.asked.assistant import model_settings
from etl.enrich.asked.videos import Video, read_videos
from etl.home import Home
from llm.settings import ModelSettings


@dataclass(frozen=True)
class Source:
    """What a batch works on.

    Attributes:
        home: The working folders.
        version: The folder of the version.
        videos: All of its videos, in the order of asking.
        answers: Where answers are kept.
        settings: Of the model.
    """

    home: Home
    version: Path
    videos: tuple[Video, ...]
    answers: AnswerFiles
    settings: ModelSettings


def open_source(home: Home, env: Mapping[str, str], version: Path, *, synthetic: bool) -> Source:
    """Returns what a batch works on.

    Args:
        home: The working folders.
        env: The environment, which says how models are reached.
        version: The folder of the current version.
        synthetic: Whether its videos are made up.

    Raises:
        ModelUnavailable: Where a setting cannot be used.
    """
    settings = model_settings(env, home)
    answers = answer_files(home, synthetic=synthetic)
    return Source(home, version, tuple(read_videos(version, answers)), answers, settings)
