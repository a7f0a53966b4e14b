"""The folder that is written to: counted, marked as synthetic, never mixed with other files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from etl.errors import EtlError
from etl.sample.spec import SampleSpec

MARKER: Final = "SYNTHETIC.json"


class SampleFolderTaken(EtlError):
    """The folder holds something else: mixing would pass invented data off as real."""


class CountedStream:
    """A file being written whose bytes are counted."""

    def __init__(self, stream: BinaryIO) -> None:
        """Takes an open file."""
        self._stream = stream
        self.bytes = 0

    def write(self, data: bytes) -> None:
        """Writes bytes."""
        self.bytes += self._stream.write(data)


class SampleFolder:
    """Writes files below one folder and counts them.

    Attributes:
        files: How many were written.
        bytes: Their total size.
    """

    def __init__(self, root: Path) -> None:
        """Takes the folder."""
        self._root = root
        self.files = 0
        self.bytes = 0

    def claim(self, spec: SampleSpec) -> None:
        """Makes the folder and marks it as synthetic before anything else is in it.

        The sample of the same spec is written over: its files are the same.

        Raises:
            SampleFolderTaken: Where the folder holds anything else.
        """
        mark = marker(spec)
        path = self._root / MARKER
        self._root.mkdir(parents=True, exist_ok=True)
        same = path.is_file() and path.read_bytes() == mark
        if not same and any(self._root.iterdir()):
            raise SampleFolderTaken(
                f"Thư mục {self._root} đã có dữ liệu khác. "
                "Hãy chọn một thư mục trống để dữ liệu mẫu không lẫn với dữ liệu thật."
            )
        self.put(MARKER, mark)

    def put(self, name: str, data: bytes) -> None:
        """Writes a file."""
        with self.stream(name) as stream:
            stream.write(data)

    @contextmanager
    def stream(self, name: str) -> Iterator[CountedStream]:
        """Opens a file that is written piece by piece."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            stream = CountedStream(file)
            yield stream
        self.files += 1
        self.bytes += stream.bytes


def marker(spec: SampleSpec) -> bytes:
    """Returns what tells the ETL that the folder is synthetic."""
    return msgspec.json.format(
        msgspec.json.encode(
            {
                "synthetic": True,
                "seed": spec.seed,
                "creators": spec.creators,
                "videos": spec.videos,
                "until": spec.until.isoformat(),
            }
        )
    )
