"""Instances of schemas are valid, whatever the schema has."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field
from servers.schema_instances import instance_of, schema_in


class Tone(Enum):
    WARM = "ấm áp"
    FUNNY = "hài hước"


class Scene(BaseModel):
    title: str = Field(max_length=20)
    starts: str = Field(pattern=r"^\d{2}:\d{2}$")
    seconds: int = Field(gt=2, le=60, multiple_of=5)
    weight: float = Field(ge=0.5)
    tones: list[Tone] = Field(min_length=1, max_length=2)
    scenes: list[Scene] = []


class Script(BaseModel):
    kind: Literal["kịch bản"]
    text: str = Field(min_length=200)
    hashtag: str = Field(examples=["#phobo"], pattern="^#phobo$")
    day: date
    scenes: Annotated[list[Scene], Field(min_length=2)]
    either: Scene | str
    pair: tuple[int, str]
    counts: dict[str, int] = {}
    note: str | None
    next: Script | None = None
    fine: bool


@pytest.mark.parametrize("generous", [False, True])
def test_instances_are_valid(generous: bool) -> None:
    made = instance_of(Script.model_json_schema(), generous=generous)
    script = Script.model_validate(made)
    assert script.scenes[0].seconds == 5
    assert (script.note is not None) == generous
    assert bool(script.counts) == generous


@pytest.mark.parametrize(
    "written",
    [
        {"type": "ARRAY", "min_items": 2, "items": {"type": "INTEGER", "minimum": 3}},
        {"type": 5, "minItems": "2", "items": {"type": 3, "minimum": 3}},
    ],
)
def test_googles_ways_of_writing_schemas(written: dict[str, Any]) -> None:
    assert instance_of(written) == [3, 3]


def test_a_pattern_without_an_example_says_so() -> None:
    with pytest.raises(ValueError, match="examples"):
        instance_of({"type": "string", "pattern": "^zzz[0-9]{9}$"})


def test_finds_a_schema_in_instructions() -> None:
    text = 'Trả lời {theo} mẫu: {"properties": {"a": {"type": "integer"}}} và không gì khác.'
    assert schema_in(text) == {"properties": {"a": {"type": "integer"}}}
    assert schema_in("Không có {mẫu} nào.") is None
