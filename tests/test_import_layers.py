"""Who may import whom, read from the source: a forbidden edge fails.

The rules are those of `docs/architecture.md`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("etl", "dash_app", "llm")

# Lower layers first: a module imports from its own layer or from one named before it.
ETL_LAYERS = (
    ("errors", "text", "usage", "atomic"),
    ("environment",),
    ("schema", "home", "logs", "forgotten"),
    ("inputs",),
    ("lake", "progress", "numbers", "words"),
    ("enrich", "sample"),
    ("transform",),
    ("alerts",),
    ("publish",),
    ("guards", "dictionary"),
    ("run",),
    ("report", "console"),
    ("collect",),
    ("media",),
    ("forget",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
DASH_LAYERS = (
    ("errors",),
    (
        "settings",
        "words",
        "metrics",
        "durations",
        "bands",
        "sampling",
        "links",
        "holidays",
        "provinces",
        "crawls",
    ),
    ("filters", "queries", "statistics"),
    ("lens", "view", "typed_text"),
    ("store", "cache", "figures", "findings", "documents"),
    ("pages", "services"),
    ("components",),
    ("formulas",),
    ("tabs",),
    ("http",),
    ("app",),
    ("wsgi", "__main__"),
)
# What a package may import of another one.
ALLOWED_ACROSS: dict[str, dict[str, tuple[str, ...]]] = {
    "etl": {"llm": ("etl.enrich",)},
    "llm": {},
    "dash_app": {
        "etl.schema": ("dash_app",),
        "etl.publish": ("dash_app",),
        # Plain functions and words that both sides need.
        "etl.errors": ("dash_app",),
        "etl.text": ("dash_app",),
        "etl.numbers": ("dash_app.words",),
        "etl.words": ("dash_app",),
        "etl.alerts.kinds": ("dash_app",),
        # The records of collecting, for its page; nothing of these collects.
        "etl.home": ("dash_app.crawls",),
        "etl.forgotten": ("dash_app.crawls",),
        "etl.collect.records": ("dash_app",),
        "etl.collect.outcomes": ("dash_app",),
        "etl.collect.status": ("dash_app",),
        "etl.alerts.period": ("dash_app.components",),
        "etl.alerts.significance": ("dash_app.statistics",),
        "etl.inputs.local_time": ("dash_app.words",),
        # Asked by the studio and the insight panel; the others only carry it to them.
        "llm": (
            "dash_app.tabs.studio",
            "dash_app.components.insight",
            "dash_app.settings",
            "dash_app.services",
            "dash_app.pages",
            "dash_app.app",
            "dash_app.http.streams",
        ),
    },
}
# Libraries that a part must not know.
FORBIDDEN_LIBRARIES = {
    "dash_app.queries": ("dash", "plotly", "pandas"),
    "dash_app.figures": ("ibis", "duckdb"),
    "dash_app.findings": ("ibis", "duckdb"),
    "etl": ("dash", "plotly"),
    "llm": ("dash", "plotly"),
}
VAGUE_NAMES = ("utils.py", "helpers.py", "common.py")


def forbidden_edges(root: Path) -> list[str]:
    """Returns every import below `root` that the design forbids, as `importer -> imported: why`."""
    edges = []
    for path in _sources(root):
        module = _module_name(root, path)
        for imported in _imports(path, module):
            reason = _why_forbidden(module, imported)
            if reason:
                edges.append(f"{module} -> {imported}: {reason}")
    return sorted(set(edges))


def _sources(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((root / package).rglob("*.py"))


def _module_name(root: Path, path: Path) -> str:
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path, module: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = module if path.name == "__init__.py" else module.rpartition(".")[0]
                parts = package.split(".")
                base = ".".join([*parts[: len(parts) - node.level + 1], base]).rstrip(".")
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _why_forbidden(module: str, imported: str) -> str | None:
    package, target = module.split(".")[0], imported.split(".")[0]
    for part, libraries in FORBIDDEN_LIBRARIES.items():
        if _within(module, part) and target in libraries:
            return f"{part} must not know {target}"
    if target not in PACKAGES:
        return None
    if target != package:
        allowed = ALLOWED_ACROSS[package]
        fits = any(
            _within(imported, what) and any(_within(module, who) for who in importers)
            for what, importers in allowed.items()
        )
        return None if fits else f"{package} must not import {target} here"
    if _is_other_tab(module, imported):
        return "tabs never import each other"
    return _upward(module, imported, ETL_LAYERS if package == "etl" else DASH_LAYERS)


def _within(module: str, part: str) -> bool:
    return module == part or module.startswith(f"{part}.")


def _is_other_tab(module: str, imported: str) -> bool:
    ours, theirs = module.split("."), imported.split(".")
    both = ours[:2] == theirs[:2] == ["dash_app", "tabs"]
    return both and len(ours) > 2 and len(theirs) > 2 and ours[2] != theirs[2]


def _upward(module: str, imported: str, layers: tuple[tuple[str, ...], ...]) -> str | None:
    places = {name: number for number, layer in enumerate(layers) for name in layer}
    ours, theirs = module.split("."), imported.split(".")
    if ours[0] == "llm" or len(ours) < 2 or len(theirs) < 2 or theirs[1] not in places:
        return None
    if ours[1] not in places:
        return f"{ours[1]} has no layer: add it to the design and here"
    if places[theirs[1]] > places[ours[1]]:
        return f"{ours[1]} stands below {theirs[1]}"
    same = places[theirs[1]] == places[ours[1]] and theirs[1] != ours[1]
    return f"{ours[1]} and {theirs[1]} stand side by side" if same else None


def test_no_import_breaks_the_layers() -> None:
    assert forbidden_edges(ROOT) == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [path for path in _sources(ROOT) if path.name in VAGUE_NAMES] == []


@pytest.mark.parametrize(
    ("importer", "line"),
    [
        ("etl/inputs/read.py", "from etl.lake import landing"),
        ("etl/transform/videos.py", "import etl.publish.versions"),
        ("etl/cli.py", "from dash_app import app"),
        ("etl/run.py", "import plotly.graph_objects"),
        ("etl/inputs/read.py", "from llm import providers"),
        ("llm/providers.py", "from etl import schema"),
        ("dash_app/store.py", "from etl.lake import ledger"),
        ("dash_app/queries/videos.py", "import pandas as pd"),
        ("dash_app/queries/videos.py", "from dash_app.store import Store"),
        ("dash_app/figures/bars.py", "import ibis"),
        ("dash_app/tabs/videos/performance.py", "from dash_app.tabs.trends import weeks"),
        ("dash_app/tabs/videos/performance.py", "from llm import providers"),
        ("dash_app/components/cards.py", "from ..tabs import TABS"),
        ("etl/new_part/thing.py", "from etl.schema import datasets"),
    ],
)
def test_a_forbidden_edge_is_found(tmp_path: Path, importer: str, line: str) -> None:
    path = tmp_path / importer
    path.parent.mkdir(parents=True)
    path.write_text(f"{line}\n", encoding="utf-8")
    assert len(forbidden_edges(tmp_path)) == 1


@pytest.mark.parametrize(
    ("importer", "line"),
    [
        ("etl/lake/landing.py", "from etl.inputs.read import read_file"),
        ("etl/enrich/labels.py", "from llm import providers"),
        ("dash_app/store.py", "from etl.publish.versions import current_version"),
        ("dash_app/tabs/studio/script.py", "from llm import providers"),
        ("dash_app/tabs/videos/performance.py", "from dash_app.figures import bars"),
        ("dash_app/figures/bars.py", "import pandas as pd"),
    ],
)
def test_a_permitted_edge_is_not_reported(tmp_path: Path, importer: str, line: str) -> None:
    path = tmp_path / importer
    path.parent.mkdir(parents=True)
    path.write_text(f"{line}\n", encoding="utf-8")
    assert forbidden_edges(tmp_path) == []
