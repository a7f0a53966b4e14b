"""Labels of a description: what the user chose, else what the model or the rules find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dash_app.documents.shooting_script import NO_MODEL
from dash_app.pages import Ask, Reader
from dash_app.queries import exemplars
from dash_app.tabs.studio.script_brief import FIELDS, LONGEST_S, SHORTEST_S, Brief
from dash_app.tabs.studio.script_words import known_dishes
from dash_app.words import LABEL_FIELDS
from llm.offline.labels import FIELDS as RULE_FIELDS
from llm.offline.labels import labels_by_rules
from llm.prompt import Prompt
from llm.prompts import quoted, read_prompt
from llm.vocabulary import LABELS, NOT_FOOD

REFUSAL: Final = (
    "Mô tả này có vẻ không liên quan ẩm thực, nên chưa viết kịch bản: dữ liệu ở đây chỉ có video "
    "ăn uống để học. Hãy nêu món ăn, quán hoặc sản phẩm; nếu đúng là ẩm thực, hãy tự chọn thể loại."
)
NO_CATEGORY: Final = (
    "Chưa nhận ra thể loại của video trong mô tả. Hãy nói rõ bạn nấu, đến quán, thử sản phẩm hay "
    "ăn mukbang, hoặc tự chọn thể loại."
)
_MOST_TOLD: Final = 3


@dataclass(frozen=True)
class FoundLabels:
    """The labels of a description.

    Attributes:
        labels: By field of `script_brief.FIELDS`, in its order; only fields that have any.
        duration_s: That the user or the description asks for; None where neither does.
        chosen: Fields that the user chose.
        model: What found the others; empty where rules did.
        refusal: Why no script is written, for the user; empty where one is.
        notes: What one must know of it, each a sentence.
    """

    labels: Mapping[str, tuple[str, ...]]
    duration_s: float | None = None
    chosen: tuple[str, ...] = ()
    model: str = ""
    refusal: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class LabelChoice:
    """A label to choose.

    Attributes:
        label: Itself.
        n: Videos of the data that carry it and that a script can learn from.
    """

    label: str
    n: int


def label_choices(reader: Reader) -> dict[str, tuple[LabelChoice, ...]]:
    """Returns the labels to choose from by field of `script_brief.FIELDS`, most used first.

    They are those of the vocabulary and those of the data, without what no script is written for.
    """
    counts: dict[str, dict[str, int]] = {
        name: {label: 0 for label in LABELS[name] if label != NOT_FOOD} for name in FIELDS
    }
    for row in reader.frame(exemplars.labels_used).to_dict("records"):
        if row["field"] in counts and row["label"] != NOT_FOOD:
            counts[row["field"]][row["label"]] = int(row["n"])
    return {
        name: tuple(
            LabelChoice(label, n) for label, n in sorted(found.items(), key=lambda each: -each[1])
        )
        for name, found in counts.items()
    }


def find_labels(brief: Brief, ask: Ask) -> FoundLabels:
    """Returns the labels of a description; asks the model where there is one.

    Raises:
        llm.errors.ModelError: Where the model fails.
    """
    found = _asked(brief, ask) if ask.assistant.models else _by_rules(brief, ask.reader)
    return merge(brief, found)


def merge(brief: Brief, found: FoundLabels) -> FoundLabels:
    """Returns found labels with what the user chose in their place."""
    chosen = {name: labels for name, labels in brief.chosen.items() if labels}
    labels = {
        name: chosen.get(name) or found.labels.get(name, ())
        for name in FIELDS
        if chosen.get(name) or found.labels.get(name)
    }
    category = chosen.get("categories", ())
    refusal = "" if category else found.refusal
    if NOT_FOOD in category:
        refusal = REFUSAL
    return FoundLabels(
        labels=labels,
        duration_s=brief.duration_s or found.duration_s,
        chosen=tuple(name for name in FIELDS if name in chosen),
        model=found.model,
        refusal=refusal,
        notes=found.notes,
    )


def labels_prompt(brief: Brief) -> Prompt:
    """Returns the question for the labels of a description."""
    return Prompt(read_prompt("labels"), quoted("mô tả của người dùng", brief.description))


def _asked(brief: Brief, ask: Ask) -> FoundLabels:
    from llm.answers.labels import ScriptLabels

    answer = ask.assistant.ask(
        labels_prompt(brief), ScriptLabels, client=ask.client, model=brief.model or None
    )
    said = answer.value.model_dump()
    is_food = said["is_food"] and NOT_FOOD not in said["categories"][:1]
    return FoundLabels(
        labels={name: tuple(label for label in said[name] if label != NOT_FOOD) for name in FIELDS},
        duration_s=_if_possible(said["duration_s"]),
        model=answer.usage.model,
        refusal="" if is_food else REFUSAL,
        notes=(f"Nhãn do mô hình {answer.usage.model} đọc từ mô tả; bạn có thể chọn nhãn khác.",),
    )


def _by_rules(brief: Brief, reader: Reader) -> FoundLabels:
    dishes = reader.snapshot.kept(known_dishes)
    rules = labels_by_rules(brief.description, dishes=dishes.names)
    found = {field: getattr(rules, name) for name, field in RULE_FIELDS.items()}
    labels = {field: (label,) for field, label in found.items() if label and label != NOT_FOOD}
    told = "; ".join(
        f"{LABEL_FIELDS[field].lower()} từ {', '.join(f'“{word}”' for word in words[:_MOST_TOLD])}"
        for name, field in RULE_FIELDS.items()
        if field in labels and (words := rules.evidence.get(name))
    )
    because = f" ({told})" if told else ""
    category = "" if labels.get("categories") else NO_CATEGORY
    return FoundLabels(
        labels=labels,
        duration_s=_if_possible(rules.duration_s),
        refusal=category if rules.is_food else REFUSAL,
        notes=(
            f"{NO_MODEL}: nhãn tìm theo từ ngữ trong mô tả{because}. Bạn có thể chọn nhãn khác.",
        ),
    )


def _if_possible(duration_s: float | None) -> float | None:
    return duration_s if duration_s and SHORTEST_S <= duration_s <= LONGEST_S else None
