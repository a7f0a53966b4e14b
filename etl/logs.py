"""The log file: the detail behind the sentences on the screen."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LOG = "etl"


class _QuietFile(RotatingFileHandler):
    """A log that is lost where it cannot be written: no folder yet, a full or read-only disk."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the name is logging's)
        """Says nothing: the sentence on the screen stands without the log."""


def open_log(path: Path) -> logging.Logger:
    """Returns the logger, writing to a file that is kept below 2 MB; it makes no folder."""
    log = logging.getLogger(LOG)
    log.setLevel(logging.INFO)
    log.propagate = False
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    file = _QuietFile(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8", delay=True)
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(file)
    return log
