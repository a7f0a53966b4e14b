"""A value that a JSON schema admits, so that any request for structured answers can be answered."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

# Google's first library sends types as the numbers of its protocol, the newer one in capitals.
_NUMBERED_TYPES = {1: "string", 2: "number", 3: "integer", 4: "boolean", 5: "array", 6: "object"}
_TEXTS = (
    "Phở bò tái lăn thơm mùi hành gừng",
    "Quán nhỏ trong hẻm, mở từ 6 giờ sáng",
    "Cận cảnh tô phở bốc khói, tiếng xì xèo của chảo gang",
    "Nước dùng ninh xương mười hai tiếng, ngọt thanh",
    "Bạn ăn phở có cho thêm trứng chần không?",
)
_FORMATS = {"date": "2025-03-19", "date-time": "2025-03-19T08:00:00+07:00", "time": "08:00:00"}
_SHAPES = ("0", "00:00", "0-3", "#phobo", "phobo", "2025-03-19", "https://example.com/pho", "Phở")
_SOME_ITEMS = 3


def instance_of(schema: Mapping[str, Any], *, generous: bool = False) -> Any:
    """Makes a value of a schema: JSON Schema or Google's subset of OpenAPI.

    Args:
        schema: With its own `$defs`.
        generous: Whether optional properties are filled and lists have some items; else the
            least that the schema admits.

    Raises:
        ValueError: Where a pattern is not among the known ones and there is no example.
    """
    return _Making(schema, generous).value(schema)


def schema_in(text: str) -> dict[str, Any] | None:
    """Finds the schema of an object that is written within a text."""
    for found in re.finditer(r"\{", text if '"properties"' in text else ""):
        try:
            value, _ = json.JSONDecoder().raw_decode(text, found.start())
        except ValueError:
            continue
        if isinstance(value, dict) and "properties" in value:
            return value
    return None


class _Making:
    def __init__(self, root: Mapping[str, Any], generous: bool) -> None:
        self._root = root
        self._generous = generous
        self._texts = 0
        self._within: list[str] = []

    def value(self, written: Mapping[str, Any]) -> Any:
        schema = {_camel(name): part for name, part in written.items()}
        if "$ref" in schema:
            return self._referred(str(schema["$ref"]))
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return schema["enum"][0]
        if schema.get("examples"):
            return schema["examples"][0]
        for union in ("anyOf", "oneOf"):
            if schema.get(union):
                return self._one_of(schema[union])
        if schema.get("allOf"):
            return self._all_of(schema)
        return self._plain(schema)

    def _referred(self, path: str) -> Any:
        found: Any = self._root
        for step in path.removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        self._within.append(path)
        try:
            return self.value(found)
        finally:
            self._within.pop()

    def _one_of(self, choices: list[Mapping[str, Any]]) -> Any:
        if not self._generous and any(_type_of(choice) == "null" for choice in choices):
            return None
        open_ones = [
            choice
            for choice in choices
            if _type_of(choice) != "null" and choice.get("$ref") not in self._within
        ]
        return self.value(open_ones[0]) if open_ones else None

    def _all_of(self, schema: Mapping[str, Any]) -> Any:
        made: dict[str, Any] = {}
        parts = [*schema["allOf"], {k: v for k, v in schema.items() if k == "properties"}]
        for part in parts:
            value = self.value(part) if part else {}
            if not isinstance(value, dict):
                return value
            made |= value
        return made

    def _plain(self, schema: Mapping[str, Any]) -> Any:
        match _type_of(schema):
            case "object":
                return self._object(schema)
            case "array":
                return self._array(schema)
            case "string":
                return self._string(schema)
            case "integer" | "number" as kind:
                return _number(schema, whole=kind == "integer")
            case "boolean":
                return True
            case _:
                return None

    def _object(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        required = schema.get("required", [])
        properties: Mapping[str, Any] = schema.get("properties", {})
        made = {
            name: self.value(part)
            for name, part in properties.items()
            if name in required or (self._generous and part.get("$ref") not in self._within)
        }
        extra = schema.get("additionalProperties")
        if isinstance(extra, Mapping) and (self._generous or int(schema.get("minProperties", 0))):
            made["món"] = self.value(extra)
        return made

    def _array(self, schema: Mapping[str, Any]) -> list[Any]:
        least, most = int(schema.get("minItems", 0)), int(schema.get("maxItems", _SOME_ITEMS))
        first = [self.value(part) for part in schema.get("prefixItems", [])]
        items = schema.get("items")
        if not isinstance(items, Mapping) or (items.get("$ref") in self._within and not least):
            return first
        count = max(least, min(most, _SOME_ITEMS)) if self._generous else least
        return first + _apart([self.value(items) for _ in range(count - len(first))], items, schema)

    def _string(self, schema: Mapping[str, Any]) -> str:
        if schema.get("format") in _FORMATS:
            return _FORMATS[schema["format"]]
        if "pattern" in schema:
            return _shaped(str(schema["pattern"]))
        text = _TEXTS[self._texts % len(_TEXTS)]
        self._texts += 1
        least, most = int(schema.get("minLength", 0)), schema.get("maxLength")
        while len(text) < least:
            text += f". {_TEXTS[0]}"
        return text if most is None else text[: int(most)].rstrip()


def _camel(name: str) -> str:
    """Google's library writes some keywords of a schema as `min_items`."""
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


def _type_of(schema: Mapping[str, Any]) -> str:
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "null")
    if isinstance(kind, int):
        return _NUMBERED_TYPES[kind]
    if kind is None:
        return "object" if "properties" in schema else ""
    return str(kind).lower()


def _number(schema: Mapping[str, Any], *, whole: bool) -> float:
    step = 1 if whole else 0.5
    least = schema.get("minimum")
    if least is None and "exclusiveMinimum" in schema:
        least = schema["exclusiveMinimum"] + step
    most = schema.get("maximum", schema.get("exclusiveMaximum"))
    value = least if least is not None else min(1, most) if most is not None else 1
    multiple = schema.get("multipleOf")
    if multiple:
        value = -(-value // multiple) * multiple
    return int(value) if whole else float(value)


def _apart(made: list[Any], items: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Any]:
    """Items of a set differ where the schema has enough values for it."""
    if schema.get("uniqueItems") and items.get("enum"):
        return list(items["enum"][: len(made)])
    return made


def _shaped(pattern: str) -> str:
    for text in (*_SHAPES, *_TEXTS):
        if re.search(pattern, text):
            return text
    raise ValueError(f"no text for pattern {pattern!r}: give the field `examples`")
