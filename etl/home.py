"""Where the ETL keeps its working folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The working folders below one directory (`--home`, by default `data`)."""

    root: Path

    @property
    def raw(self) -> Path:
        """Files as they were collected: one folder a creator, below it one a crawl."""
        return self.root / "raw"

    @property
    def collect(self) -> Path:
        """What is known about crawls: one record each, also of those that failed."""
        return self.root / "collect"

    @property
    def forgotten(self) -> Path:
        """Hashes of who was removed on request and must not come back."""
        return self.collect / "forgotten"

    @property
    def forgetting(self) -> Path:
        """There while such a removal is not finished."""
        return self.collect / ".forgetting.json"

    @property
    def media(self) -> Path:
        """Sound and frames of videos, kept so that none is fetched twice."""
        return self.root / "media"

    @property
    def lake(self) -> Path:
        """Landed snapshots, one folder a landing, append only."""
        return self.root / "lake"

    @property
    def datasets(self) -> Path:
        """Published versions and the link `current`."""
        return self.root / "datasets"

    @property
    def quarantine(self) -> Path:
        """What could not be used, one folder a run."""
        return self.root / "quarantine"

    @property
    def lock(self) -> Path:
        """Held by the one run that may write."""
        return self.root / ".etl.lock"

    @property
    def log(self) -> Path:
        """The detail behind messages on the screen."""
        return self.root / "etl.log"

    def holds(self, path: Path) -> bool:
        """Returns whether a path lies in a folder that the ETL itself writes."""
        resolved = path.resolve()
        own = (self.lake, self.datasets, self.quarantine)
        return any(resolved.is_relative_to(folder.resolve()) for folder in own)
