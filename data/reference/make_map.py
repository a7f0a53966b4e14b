"""Writes `provinces_map.json`: outlines of the 63 provinces before July 2025, small enough to draw.

    npm pack @svg-maps/vietnam@2.0.0 && tar xzf svg-maps-vietnam-2.0.0.tgz
    npm install mapshaper@0.7.70
    pip install svgelements
    python data/reference/make_map.py package/index.js node_modules/.bin/mapshaper

The outlines are those of the npm package @svg-maps/vietnam 2.0.0 (Creative Commons Attribution
4.0), a drawing in its own flat coordinates; mapshaper simplifies them, neighbours alike, so that no
gap opens between them. Hoàng Sa and Trường Sa are parts of the map without videos of their own:
Hoàng Sa belongs to Đà Nẵng and Trường Sa to Khánh Hòa.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

from svgelements import Close, Move
from svgelements import Path as SvgPath

HERE = Path(__file__).parent
TARGET = HERE / "provinces_map.json"
KEPT = "9%"
# Names of the drawing that are neither a province's name without marks nor without spaces.
NAMES = {"bariavungtau": "Bà Rịa - Vũng Tàu", "hoangsa": "Đà Nẵng", "truongsa": "Khánh Hòa"}


def main(drawing: Path, mapshaper: Path) -> None:
    """Reads the drawing, simplifies it, writes the table."""
    text = drawing.read_text(encoding="utf-8")
    locations = json.loads(text[text.index("{") : text.rindex("}") + 1])["locations"]
    with (HERE / "provinces.csv").open(encoding="utf-8", newline="") as file:
        known = {_folded(row["province"]): row["province"] for row in csv.DictReader(file)}
    features = [
        {
            "type": "Feature",
            "properties": {"province": NAMES.get(key) or known[key]},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [[ring] for ring in _rings(each["path"])],
            },
        }
        for each in locations
        for key in [_folded(each["name"])]
    ]
    found = {feature["properties"]["province"] for feature in features}
    assert found == set(known.values()), found ^ set(known.values())
    simple = _simplified({"type": "FeatureCollection", "features": features}, mapshaper)
    rings: dict[str, list[list[list[float]]]] = {}
    for feature in simple["features"]:
        shape = feature["geometry"]
        parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        outlines = rings.setdefault(feature["properties"]["province"], [])
        # Upwards is north, as in a chart.
        outlines += [[[round(x, 1), round(-y, 1)] for x, y in part[0]] for part in parts]
    TARGET.write_text(
        json.dumps(dict(sorted(rings.items())), ensure_ascii=False, separators=(",", ":")) + "\n",
        encoding="utf-8",
    )


def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isascii() and letter.isalpha())


def _rings(path: str) -> list[list[list[float]]]:
    rings: list[list[list[float]]] = []
    for part in SvgPath(path):
        if isinstance(part, Move):
            rings.append([[part.end.x, part.end.y]])
        elif isinstance(part, Close):
            rings[-1].append(rings[-1][0])
        else:
            # The few curves are short.
            rings[-1].append([part.end.x, part.end.y])
    for ring in rings:
        if ring[0] != ring[-1]:
            ring.append(ring[0])
    return [ring for ring in rings if len(ring) > 3]


def _simplified(collection: dict[str, Any], mapshaper: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "full.json", Path(folder) / "simple.json"
        source.write_text(json.dumps(collection), encoding="utf-8")
        subprocess.run(
            [
                str(mapshaper),
                str(source),
                "snap",
                "-clean",
                "-simplify",
                KEPT,
                "keep-shapes",
                "-o",
                str(target),
                "format=geojson",
            ],
            check=True,
        )
        found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
        return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
