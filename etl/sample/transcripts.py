"""What is said in a video, and what a model made of it."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from etl.sample import phrases
from etl.sample.dice import Dice
from etl.sample.labels import CURIOSITY
from etl.sample.people import Creator
from etl.sample.posts import Post

_MOST_WORDS: Final = 700
_REFUSAL: Final = "Xin lỗi, tôi không nghe được tệp âm thanh này nên không thể ghi lại lời nói.\n"
_ANSWER: Final = """{{
    "transcript": {transcript},
    "takeaways": {takeaways},
    "has_call_to_action": {cta},
    "has_curiosity_gap": {gap}
}}"""


def transcript(dice: Dice, creator: Creator, post: Post) -> dict[str, Any]:
    """Returns the transcript of a post and the model's remarks."""
    labels = post.labels
    return {
        "transcript": _speech(dice, creator, post),
        "takeaways": [
            post.subject.fill(line)
            for line in dice.shuffled(phrases.TAKEAWAYS)[: dice.whole(1, 3)]
            if post.subject.about_food
        ],
        "has_call_to_action": bool(labels.has_cta),
        "has_curiosity_gap": CURIOSITY in labels.hook_type,
    }


def _speech(dice: Dice, creator: Creator, post: Post) -> str:
    subject, labels = post.subject, post.labels
    if not subject.about_food:
        return dice.pick(phrases.OFF_TOPIC) + "."
    hook = labels.hook_type[0]
    said = [subject.fill(dice.pick(phrases.OPENINGS[hook]))]
    pace = 3.9 if labels.pacing == ("Nhanh",) else 2.6 if labels.pacing == ("Chậm",) else 3.3
    left = min(int(post.seconds * pace * dice.between(0.7, 1.05)), _MOST_WORDS)
    left -= said[0].count(" ") + 1
    sentences = dice.shuffled(phrases.TALK[creator.style.category])
    at = 0
    while left > 0:
        sentence = subject.fill(sentences[at % len(sentences)])
        said.append(sentence)
        left -= sentence.count(" ") + 1
        at += 1
    if labels.cta_type:
        said.append(dice.pick(phrases.ENDINGS[labels.cta_type[0]]))
    return " ".join(said)


def model_answer(dice: Dice, values: dict[str, Any]) -> str:
    """Returns a transcript as a model wrote it into a file of its own, tidy or not."""
    text = dice.weighted(((_raw_breaks, 40), (_tidy, 32), (_fenced, 12), (_none, 8), (_sorry, 8)))
    return text(values)


def _tidy(values: dict[str, Any]) -> str:
    return _ANSWER.format(
        transcript=_json(values["transcript"]),
        takeaways=_json(values["takeaways"]),
        cta=_json(values["has_call_to_action"]),
        gap=_json(values["has_curiosity_gap"]),
    )


def _raw_breaks(values: dict[str, Any]) -> str:
    """Strings hold real line breaks, which JSON forbids."""
    return _tidy(values).replace(". ", ".\n", 3)


def _fenced(values: dict[str, Any]) -> str:
    return f"```json\n{_tidy(values)}\n```\n"


def _none(values: dict[str, Any]) -> str:
    return _ANSWER.format(
        transcript=_json(values["transcript"]), takeaways="None", cta="None", gap="None"
    )


def _sorry(values: dict[str, Any]) -> str:
    return _REFUSAL


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
