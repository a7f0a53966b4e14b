"""The page that names every package whose code or drawings are served, with its licence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from textwrap import fill

_HOLDER = re.compile(r"^Copyright .+$", re.MULTILINE)
_TERMS = re.compile(r"^(?:Permission|Redistribution|This software) .*", re.MULTILINE | re.DOTALL)
_HEAD = """\
# Licences of the files in this folder

Written by `python -m assets.build`. `plotly-locale-vi.js` belongs to this project.

| package | version | licence | holder |
|---|---|---|---|
"""


@dataclass(frozen=True, order=True)
class License:
    """One package's licence.

    Attributes:
        package: Name in the npm registry.
        version: Exact version.
        name: SPDX identifier.
        holder: Copyright line, or the author when the package has no licence file.
        terms: Text below the copyright line; empty when the package has no licence file.
    """

    package: str
    version: str
    name: str
    holder: str
    terms: str


class UnpinnedPackage(Exception):
    """A package is served in a version that package.json does not name."""


def license_page(shipped: Iterable[Path], packages: Path, manifest: Path) -> str:
    """Returns LICENSES.md.

    Args:
        shipped: Folders of the packages that are served.
        packages: The `node_modules` folder.
        manifest: The package.json that pins them.

    Raises:
        UnpinnedPackage: The build would not be the same tomorrow.
    """
    licenses = sorted(_read(folder) for folder in shipped)
    pins = json.loads(manifest.read_text("utf-8"))["dependencies"]
    for one in licenses:
        if pins.get(one.package) != one.version:
            raise UnpinnedPackage(f'add "{one.package}": "{one.version}" to {manifest.name}')
    return _render(licenses)


def _read(folder: Path) -> License:
    about = json.loads((folder / "package.json").read_text("utf-8"))
    files = [path for path in folder.iterdir() if path.name.lower().startswith("license")]
    text = files[0].read_text("utf-8") if files else ""
    holder, terms = _HOLDER.search(text), _TERMS.search(text)
    return License(
        package=about["name"],
        version=about["version"],
        name=about["license"],
        holder=holder.group().strip() if holder else _author(about["author"]),
        terms=" ".join(terms.group().split()) if terms else "",
    )


def _author(author: str | dict[str, str]) -> str:
    name = author if isinstance(author, str) else author["name"]
    return re.split(r"\s*[<(]", name)[0]


def _render(licenses: list[License]) -> str:
    rows = (f"| {one.package} | {one.version} | {one.name} | {one.holder} |\n" for one in licenses)
    wordings: dict[tuple[str, str], list[str]] = {}
    for one in licenses:
        if one.terms:
            wordings.setdefault((one.name, one.terms), []).append(one.package)
    sections = (
        f"\n## {name}: {', '.join(users)}\n\n{fill(terms, 100)}\n"
        for (name, terms), users in sorted(wordings.items())
    )
    return _HEAD + "".join(rows) + "".join(sections)
