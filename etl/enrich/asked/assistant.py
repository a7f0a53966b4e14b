"""Opens the assistant that a batch asks, with the same settings as the dashboard's."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from etl.errors import ModelUnavailable
from etl.home import Home
from etl.logs import LOG
from llm.assistant import Assistant
from llm.errors import BadModelSetting
from llm.opening import open_assistant
from llm.settings import KEY_NAMES, ModelSettings

# A batch can wait for its keys' turn; somebody in front of a page cannot.
_PATIENT = {"MODEL_PATIENCE": "150", "MODEL_TIMEOUT": "180"}


def model_settings(env: Mapping[str, str], home: Home) -> ModelSettings:
    """Returns the settings of models; what a batch can wait for longer, it does by default.

    Raises:
        ModelUnavailable: Where a value cannot be used.
    """
    defaults = {"DATA_HOME": str(home.root), **_PATIENT}
    given = {name: value for name, value in env.items() if value}
    try:
        return ModelSettings.from_env(defaults | given)
    except BadModelSetting as error:
        raise ModelUnavailable(str(error)) from error


def no_model_words(settings: ModelSettings) -> str:
    """Returns what to do where nothing can be asked."""
    name = KEY_NAMES[settings.provider]
    return (
        f"Chưa có khóa API của mô hình: đặt {name}S=khóa1,khóa2 trong môi trường (hoặc "
        "MODEL_PROVIDER cho nhà cung cấp khác, MODEL_BASE_URL cho máy chủ riêng), rồi chạy lại"
    )


@contextmanager
def asking(settings: ModelSettings) -> Iterator[Assistant]:
    """Opens the assistant until the block ends; what it logs goes to the log of the ETL.

    Raises:
        ModelUnavailable: Where there is nothing to ask.
    """
    if not settings.has_model:
        raise ModelUnavailable(f"{no_model_words(settings)}.")
    log = logging.getLogger("llm")
    before = log.propagate, log.handlers
    log.propagate, log.handlers = False, list(logging.getLogger(LOG).handlers)
    assistant = open_assistant(settings)
    try:
        yield assistant
    finally:
        assistant.close()
        log.propagate, log.handlers = before
