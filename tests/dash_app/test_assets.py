from __future__ import annotations

import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SERVED = sorted(p for p in ASSETS.rglob("*") if p.suffix in {".js", ".css"})

# What makes a browser fetch something; the address may be quoted.
_LOADS = re.compile(r"""(?:url\(|@import|sourceMappingURL=)\s*["']?\s*((?:https?:)?//[^\s"')]+)""")


def _outside_loads(text: str) -> list[str]:
    return _LOADS.findall(text)


def test_the_bundle_is_the_plotly_js_of_the_installed_wheel() -> None:
    bundle = (ASSETS / "vendor" / "plotly-custom.min.js").read_text("utf-8")
    version = get_plotlyjs_version()
    assert bundle.startswith(f"/*! plotly.js v{version},")
    assert f'.version="{version}"' in bundle


@pytest.mark.parametrize("path", SERVED, ids=lambda p: str(p.relative_to(ASSETS)))
def test_no_asset_loads_from_an_outside_host(path: Path) -> None:
    assert _outside_loads(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "a { background: url(https://cdn.example/x.png) }",
        "a { background: url( '//cdn.example/x.png') }",
        '@import "http://cdn.example/x.css";',
        "@import url(https://cdn.example/x.css);",
        "//# sourceMappingURL=https://cdn.example/x.map",
    ],
)
def test_an_outside_load_is_recognised(text: str) -> None:
    assert len(_outside_loads(text)) == 1


def test_a_drawing_inside_a_style_sheet_is_no_outside_load() -> None:
    assert (
        _outside_loads("""url("data:image/svg+xml,%3csvg xmlns='http://www.w3.org/2000/svg'")""")
        == []
    )


def test_the_build_folder_holds_nothing_that_dash_would_put_into_the_page() -> None:
    # Dash takes whatever ends in "js" or "css", so .mjs and .cjs too.
    build = ASSETS / "build"
    assert [p.name for p in build.rglob("*") if p.name.endswith(("js", "css"))] == []


def test_every_named_icon_has_a_rule() -> None:
    names = (ASSETS / "build" / "icons.txt").read_text("utf-8").split()
    rules = re.findall(r"^\.icon-([\w-]+) \{ --icon: url\(", _icons(), re.MULTILINE)
    assert rules == names


def _icons() -> str:
    return (ASSETS / "vendor" / "icons.css").read_text("utf-8")


def test_plotly_comes_before_its_vietnamese_words() -> None:
    names = [p.name for p in SERVED if p.parent.name == "vendor" and p.suffix == ".js"]
    assert names == ["plotly-custom.min.js", "plotly-locale-vi.js"]
