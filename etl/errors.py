"""The errors of the ETL, one small tree; every message names value, remedy and cause.

EtlError
├── NothingToRead       no file in the input could be recognised
├── AnotherRunIsActive  the home is locked by another run
├── QuarantineNotEmpty  --strict and something could not be used
├── ChecksFailed        the datasets break their contract; nothing was published
├── PublishFailed       a version could not be written (full disk, permissions)
├── UnknownVersion      no such version among the kept ones
├── UnknownDataset      no such dataset in the version
├── ExportFailed        the format cannot hold the data, or the file cannot be written
└── SampleFolderTaken   (etl/sample) the folder for the sample holds something else
"""

from __future__ import annotations


class EtlError(Exception):
    """The root: its text is a Vietnamese sentence that a user may read.

    Attributes:
        exit_code: What the command line ends with.
    """

    exit_code = 1


class NothingToRead(EtlError):
    """No file in the input could be recognised as TikTok data."""


class AnotherRunIsActive(EtlError):
    """The home is locked by another run."""

    exit_code = 5


class QuarantineNotEmpty(EtlError):
    """With `--strict`: something in the input could not be used."""

    exit_code = 3


class ChecksFailed(EtlError):
    """The datasets break their contract; nothing was published."""

    exit_code = 4


class PublishFailed(EtlError):
    """A version could not be written; the current one stays."""


class UnknownVersion(EtlError):
    """No such version among the kept ones."""


class UnknownDataset(EtlError):
    """No such dataset in the version."""


class ExportFailed(EtlError):
    """The format asked for cannot hold the data, or the file cannot be written."""
