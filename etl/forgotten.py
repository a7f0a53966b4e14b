"""Who must not come back: hashes of the handles and ids that were removed on request.

A hash with a salt of its own home names nobody who is not asked about. It hides a handle from a
reader, not from somebody who tries every handle: the file is as private as the data around it.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import msgspec

from etl.atomic import write_whole

_CRAWL = re.compile(r"\d{8}T\d{6}Z|\..+")
_SHARED = "_hashtags"
_WORD = re.compile(r"[\w.]{2,40}", re.ASCII)


@dataclass(frozen=True)
class Forgotten:
    """What was removed.

    Attributes:
        salt: Of this home.
        hashes: Of handles, ids of creators and ids of videos.
    """

    salt: str = ""
    hashes: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Returns whether a handle or an id was removed."""
        return bool(self.hashes) and hash_of(self.salt, name) in self.hashes

    def has_any_in(self, text: str) -> bool:
        """Returns whether any word of a text was removed."""
        return any(self.has(word) or self.has(word.strip(".")) for word in _WORD.findall(text))

    def has_path(self, path: Path) -> bool:
        """Returns whether a file, or the folder that it was crawled into, is named for them."""
        return any(map(self.has, naming_parts(path)))


class Unfinished(msgspec.Struct, frozen=True):
    """A removal that has begun: what it needs to be repeated; the file is gone once it is done.

    Attributes:
        handles: Lower-cased.
        creator_ids: TikTok's numbers of the accounts.
        video_ids: Of all their videos.
    """

    handles: list[str]
    creator_ids: list[str]
    video_ids: list[str]


def naming_parts(path: Path) -> set[str]:
    """Returns the names on a path that tell whose it is, lower-cased.

    They are its own with and without ending, its folder's, and that of the folder above a crawl's.
    Folders further up hold things of many; so does a hashtag's, whatever it is called.
    """
    names = [path.name, path.stem]
    folder = path.parent
    if _CRAWL.fullmatch(folder.name):
        folder = folder.parent
    if _SHARED not in (folder.name, folder.parent.name):
        names.append(folder.name)
    return {name.lower() for name in names if name}


def hash_of(salt: str, name: str) -> str:
    """Returns what stands for a handle or an id; DuckDB's `sha256` gives the same."""
    return sha256(f"{salt}{name.lower()}".encode()).hexdigest()


def read_forgotten(path: Path) -> Forgotten:
    """Returns what the list of a home holds; nothing where there is none."""
    try:
        salt, *hashes = path.read_text(encoding="ascii").split()
    except (FileNotFoundError, ValueError):
        return Forgotten()
    return Forgotten(salt, frozenset(hashes))


def remember(path: Path, names: Iterable[str]) -> Forgotten:
    """Adds handles and ids to the list of a home."""
    before = read_forgotten(path)
    salt = before.salt or secrets.token_hex(16)
    hashes = before.hashes | {hash_of(salt, name) for name in names}
    write_whole(path, "\n".join((salt, *sorted(hashes), "")).encode())
    return Forgotten(salt, hashes)


def read_unfinished(path: Path) -> Unfinished | None:
    """Returns the removal that was cut off; None where there is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Unfinished)
    except FileNotFoundError:
        return None
