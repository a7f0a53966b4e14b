"""The errors of the ETL, one small tree; every message names value, remedy and cause.

EtlError
├── NothingToRead       no file in the input could be recognised
├── AnotherRunIsActive  the home is locked by another run
├── QuarantineNotEmpty  --strict and something could not be used
├── ChecksFailed        the datasets break their contract; nothing was published
├── PublishFailed       a version could not be written (full disk, permissions)
├── UnknownVersion      no such version among the kept ones
├── UnknownDataset      no such dataset in the version
├── UnknownCreator      no such creator in the home
├── ForgetUnfinished    the removal of a creator was cut off and has to be repeated first
├── NotConfirmed        what cannot be undone was not confirmed
├── BadName             not a handle or hashtag of TikTok
├── BadCollectSetting   a variable for collecting cannot be used
├── CollectorMissing    the library or the browser that collects is not installed
├── ModelUnavailable    no language model is configured, or a setting of it cannot be used
├── LearningUnavailable the library that learns labels is not installed
├── BadMediaSetting     a variable for media cannot be used
├── MediaToolMissing    yt-dlp or FFmpeg is not installed
├── NotCollected        TikTok refused some of what was to be collected
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


class UnknownCreator(EtlError):
    """No such creator in the home."""


class ForgetUnfinished(EtlError):
    """The removal of a creator was cut off and has to be repeated before anything else."""


class NotConfirmed(EtlError):
    """What cannot be undone was not confirmed; nothing was done."""

    exit_code = 2


class ModelUnavailable(EtlError):
    """No language model is configured, or a setting of it cannot be used."""


class LearningUnavailable(EtlError):
    """The library that learns labels is not installed."""


class ExportFailed(EtlError):
    """The format asked for cannot hold the data, or the file cannot be written."""


class BadName(EtlError):
    """A text is no handle or hashtag of TikTok, or a list of them cannot be read."""

    exit_code = 2


class BadCollectSetting(EtlError):
    """A variable that collecting is configured by cannot be used."""

    exit_code = 2


class CollectorMissing(EtlError):
    """The library or the browser that collecting needs is not installed."""


class BadMediaSetting(EtlError):
    """A variable that fetching media is configured by cannot be used."""

    exit_code = 2


class MediaToolMissing(EtlError):
    """The program or the library that media need is not installed."""


class NotCollected(EtlError):
    """TikTok refused some of what was to be collected; what it gave is on the disk."""

    exit_code = 6
