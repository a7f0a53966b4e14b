"""Builds `assets/vendor` from pinned npm packages: `python -m assets.build`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from .icons import icon_rules
from .licenses import license_page
from .plotly_bundle import build_bundle

_BUILD = Path(__file__).resolve().parent
_VENDOR = _BUILD.parent / "vendor"


def main() -> None:
    """Installs the packages beside the repository, never in it, and writes what is served.

    Dash serves every script and style sheet below `assets/`, so a `node_modules` folder here would
    end up in the page.
    """
    with TemporaryDirectory() as folder:
        packages = _install(Path(folder))
        bundled = build_bundle(packages, _VENDOR / "plotly-custom.min.js")
        _write("bootstrap.min.css", _bootstrap(packages))
        names = (_BUILD / "icons.txt").read_text(encoding="utf-8").split()
        _write("icons.css", icon_rules(packages / "bootstrap-icons" / "icons", names))
        shipped = {*bundled, packages / "bootstrap", packages / "bootstrap-icons"}
        _write("LICENSES.md", license_page(shipped, packages, _BUILD / "package.json"))


def _install(folder: Path) -> Path:
    (folder / "package.json").write_bytes((_BUILD / "package.json").read_bytes())
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock")
    subprocess.run(["npm", "install", *options], cwd=folder, check=True)
    return folder / "node_modules"


def _bootstrap(packages: Path) -> str:
    style = (packages / "bootstrap" / "dist" / "css" / "bootstrap.min.css").read_text("utf-8")
    return re.sub(r"\s*/\*# sourceMappingURL=.*?\*/\s*", "\n", style)


def _write(name: str, content: str) -> None:
    (_VENDOR / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
