"""The log file: the detail behind the sentences on the screen."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_NAME = "etl"


def open_log(path: Path) -> logging.Logger:
    """Returns the logger, writing to a file that is kept below 2 MB."""
    log = logging.getLogger(_NAME)
    log.setLevel(logging.INFO)
    log.propagate = False
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler_: logging.Handler = RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=1, delay=True
        )
    except OSError:
        handler_ = logging.NullHandler()
    handler_.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler_)
    return log
