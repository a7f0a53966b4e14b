"""The plotly.js that is served: the chart kinds this product draws, and no others."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

# Scatter is part of the core.
TRACES = (
    "bar",
    "box",
    "heatmap",
    "histogram",
    "histogram2d",
    "indicator",
    "pie",
    "scatterpolar",
    "treemap",
)

_STRING = r"""(?:'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")"""
# `description: 'text' + 'text',` and `description: ['text', 'text'].join(' '),`.
_DESCRIPTION = re.compile(
    rf"""\bdescription:\s*
    (?: \[ (?:\s*{_STRING},?)* \s*\] \.join\({_STRING}\)
      | {_STRING} (?:\s*\+\s*{_STRING})*
    ) \s* (?:,|(?=[}}\n]))""",
    re.VERBOSE,
)


def build_bundle(packages: Path, target: Path) -> set[Path]:
    """Writes one script that sets `window.Plotly`, which Dash then uses instead of its own copy.

    Args:
        packages: The `node_modules` folder; the plotly.js sources in it are shortened in place.
        target: The script to write.

    Returns:
        The folders of the packages whose code is in the bundle.
    """
    plotly = packages / "plotly.js"
    _drop_descriptions(plotly / "src")
    version = json.loads((plotly / "package.json").read_text("utf-8"))["version"]
    meta = packages.parent / "meta.json"
    subprocess.run(
        [
            packages / ".bin" / "esbuild",
            "--bundle",
            "--minify",
            "--format=iife",
            "--target=es2020",
            "--define:global=window",
            "--define:define.amd=false",
            # The only style sheet that plotly.js imports is for maps.
            "--loader:.css=empty",
            "--legal-comments=none",
            "--log-level=warning",
            f"--banner:js=/*! plotly.js v{version}, {', '.join(TRACES)}; see LICENSES.md */",
            f"--metafile={meta}",
            f"--outfile={target}",
        ],
        cwd=packages.parent,
        input=_entry(),
        text=True,
        check=True,
    )
    return _bundled_packages(json.loads(meta.read_text("utf-8")), packages)


def without_descriptions(source: str) -> str:
    """Returns a plotly.js source file without the reference texts of its attributes.

    Plotly's own minified bundles leave them out too; they are a tenth of the script.
    """
    return _DESCRIPTION.sub("", source)


def _drop_descriptions(sources: Path) -> None:
    for path in sources.rglob("*.js"):
        path.write_text(without_descriptions(path.read_text("utf-8")), encoding="utf-8")


def _entry() -> str:
    modules = ", ".join(f"require('plotly.js/lib/{trace}')" for trace in TRACES)
    return f"window.Plotly = require('plotly.js/lib/core');\nPlotly.register([{modules}]);\n"


def _bundled_packages(meta: dict[str, dict[str, object]], packages: Path) -> set[Path]:
    scripts = (packages.parent / name for name in meta["inputs"] if not name.endswith(".css"))
    return {_package_of(path, packages) for path in scripts if packages in path.parents}


def _package_of(path: Path, packages: Path) -> Path:
    return next(
        folder
        for folder in path.parents
        if folder.parent.name == "node_modules" or folder.parent.name.startswith("@")
    )
