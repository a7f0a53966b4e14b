"""What the data say on each thing that advice looks at, and how sure that is.

Advice picks the best of everything that it looks at, so it must count all of it: an effect is sure
where it survives Holm's correction over all comparisons of the page, and a hint where it survives
that over the comparisons of its own kind alone, as the other pages do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dash_app.findings.bins import effect_strength, effect_words
from dash_app.findings.channel_topics import topics
from dash_app.findings.own_level import OwnLevel, level_words
from dash_app.metrics import Metric
from dash_app.statistics import BinEffect, holm
from dash_app.words import percent, whole

_CLEAR: Final = 0.05
ONE_OCCASION: Final = 1


@dataclass(frozen=True)
class Family:
    """Things of one kind, each compared with the rest.

    Attributes:
        topic: Key of a `Topic`.
        effects: Of the things, within creators; `bin` is the key of the thing.
        names: By key: how the thing is called in advice.
        videos: By key: how its videos are called inside a sentence.
        occasions: By key: how often it came; things that came once are never sure.
        words: By key: the numbers in one sentence, where the usual one does not fit.
    """

    topic: str
    effects: tuple[BinEffect, ...]
    names: Mapping[str, str]
    videos: Mapping[str, str]
    occasions: Mapping[str, int] | None = None
    words: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Evidence:
    """What the data say on one thing.

    Attributes:
        topic: Key of its `Topic`.
        key: Of the thing.
        name: How it is called in advice.
        better: Whether its videos do better than what they are compared with.
        sure: Whether that survives the correction over all that the page looks at.
        hint: Whether it survives that over its own kind alone.
        estimate: Difference, in the unit of the page.
        low: Lower end of its 95 % interval.
        high: Upper end.
        n: Videos.
        strength: For ranking; larger is surer and larger.
        words: The numbers in one sentence, without a full stop.
        own: Whether it is of the chosen creator alone.
    """

    topic: str
    key: str
    name: str
    better: bool
    sure: bool
    hint: bool
    estimate: float
    low: float
    high: float
    n: int
    strength: float
    words: str
    own: bool = False

    @property
    def tells(self) -> bool:
        """Whether there is anything to advise."""
        return self.sure or self.hint


@dataclass(frozen=True)
class Looked:
    """What was looked at of one kind.

    Attributes:
        topic: Key of its `Topic`.
        things: How many of the kind there are.
        enough: How many of them have enough data to compare.
        found: What the data say on these, the strongest first.
    """

    topic: str
    things: int
    enough: int
    found: tuple[Evidence, ...]


def niche_evidence(families: Sequence[Family], metric: Metric) -> tuple[Looked, ...]:
    """Returns what the videos of all creators in view say.

    Args:
        families: Everything that the page compares.
        metric: Of the effects.
    """
    compared = [(family, each) for family in families for each in family.effects if each.enough]
    adjusted = holm([each.p for _, each in compared])
    found = [
        _of_effect(family, each, float(p), metric)
        for (family, each), p in zip(compared, adjusted, strict=True)
    ]
    return tuple(
        Looked(family.topic, len(family.effects), len(own), best_first(own))
        for family in families
        for own in [[each for each in found if each.topic == family.topic]]
    )


def best_first(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Returns what is sure before hints and those before the rest, each by strength."""
    return tuple(sorted(found, key=lambda each: (not each.sure, not each.hint, -each.strength)))


def _of_effect(family: Family, effect: BinEffect, p: float, metric: Metric) -> Evidence:
    key = str(effect.bin)
    once = family.occasions is not None and family.occasions.get(key, 0) <= ONE_OCCASION
    return Evidence(
        topic=family.topic,
        key=key,
        name=family.names[key],
        better=(effect.estimate or 0) > 0,
        sure=p < _CLEAR and not once,
        hint=effect.clear,
        estimate=effect.estimate or 0.0,
        low=effect.low or 0.0,
        high=effect.high or 0.0,
        n=effect.n,
        strength=_signed_strength(effect, metric),
        words=_words(family, effect, metric),
    )


def _words(family: Family, effect: BinEffect, metric: Metric) -> str:
    key = str(effect.bin)
    if family.words is not None:
        return family.words[key]
    return (
        f"So trong cùng một TikToker, {family.videos[key]} có {metric.inside} "
        f"{effect_words(effect, metric)} so với {topics()[family.topic].against} "
        f"(n = {whole(effect.n)} video của {whole(effect.creators)} TikToker)"
    )


def _signed_strength(effect: BinEffect, metric: Metric) -> float:
    """Returns the distance of the interval from no effect; negative where it holds none."""
    crosses = (effect.low or 0) <= 0 <= (effect.high or 0)
    return -1 / (1 + effect.n) if crosses else effect_strength(effect, metric)


def own_evidence(
    levels: Sequence[OwnLevel], names: Mapping[tuple[str, str], str], metric: Metric
) -> tuple[Evidence, ...]:
    """Returns what the videos of one creator say, the strongest first.

    Args:
        levels: Its videos against its own median; `trait` is the key of a topic.
        names: By topic and name of a level: how the thing is called in advice.
        metric: Of the levels.
    """
    adjusted = holm([each.p for each in levels])
    found = [
        Evidence(
            topic=each.trait,
            key=names[each.trait, each.name],
            name=names[each.trait, each.name],
            better=each.above > 0.5,
            sure=each.clear and bool(p < _CLEAR),
            hint=each.clear or each.hint,
            estimate=100 * (each.above - 0.5),
            low=100 * (each.low - 0.5),
            high=100 * (each.high - 0.5),
            n=each.n,
            strength=max(each.low - 0.5, 0.5 - each.high),
            words=f"{each.name[:1].upper()}{each.name[1:]}: {level_words(each, metric)} "
            f"(n = {whole(each.n)}, {percent(each.part, 0)} số video của kênh)",
            own=True,
        )
        for each, p in zip(levels, adjusted, strict=True)
    ]
    return best_first(found)
