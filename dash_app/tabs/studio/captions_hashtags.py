"""Caption, hashtag & nhạc: the hashtags of a niche with their numbers, and how many to set."""

from __future__ import annotations

from typing import Any, Final

from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.hashtag_names import hashtag_names
from dash_app.findings.caption_hashtags import (
    KINDS,
    LEAST_CREATORS,
    TagChoice,
    TagNumbers,
    choose_tags,
    usual_count,
)
from dash_app.links import HASHTAG_PAGE, page
from dash_app.metrics import metric
from dash_app.pages import Reader
from dash_app.queries import captions as queries
from dash_app.queries import videos
from dash_app.sampling import every_nth
from dash_app.statistics import lift, median_interval_from_quartiles, within_creator_effect
from dash_app.tabs.studio.captions_brief import Idea, Niche
from dash_app.words import MISSING, decimal, percent, short, signed_percent, whole

PLAYS: Final = metric("plays")
_MOST: Final = 60
COLUMNS: Final = (
    "Hashtag",
    "Loại",
    "Video trong ngách",
    "TikToker",
    "Gấp mấy lần mọi video (95 %)",
    "Lượt xem trung vị (95 %)",
    "So trong cùng một TikToker (95 %)",
)
RULE: Final = (
    "gấp: tỷ lệ video của ngách có hashtag / tỷ lệ của mọi video trong góc nhìn, khoảng tin cậy "
    "95 %; lượt xem trung vị của video trong ngách có hashtag, không tính video ghim, khoảng ước "
    "từ tứ phân vị; so trong cùng một TikToker: chênh lệch lượt xem giữa video có hashtag và video "
    "khác của họ trên mọi video, khoảng theo cụm TikToker, hiệu chỉnh Holm; rộng: từ 5 % mọi video "
    "có; hẹp: không rộng và gấp chắc hơn 1,5 lần; chọn sẵn: tên món trước, rồi hẹp, một phần ba "
    "rộng, từ 10 video của 5 TikToker; bỏ hashtag riêng của một kênh và của dưới "
    f"{LEAST_CREATORS} TikToker"
)


def find_tags(reader: Reader, idea: Idea, niche: Niche, usual: int) -> tuple[TagChoice, ...]:
    """Returns the hashtags to show, the chosen ones first.

    Args:
        reader: Of the page.
        idea: What they are for.
        niche: Whose videos are looked at.
        usual: How many the exemplars usually have.
    """
    return choose_tags(
        _numbers(reader, niche), usual_count(usual), idea.own_tags, idea.other_places
    )


def _numbers(reader: Reader, niche: Niche) -> list[TagNumbers]:
    names = hashtag_names(reader.snapshot)
    frame = reader.frame(
        queries.niche_hashtags,
        {"left_out": " ".join(names.owners)},
        filters=niche.filters,
        least=LEAST_CREATORS,
        most=_MOST,
    )
    if frame.empty:
        return []
    tags = {"tags": " ".join(frame["hashtag_key"])}
    everything = int(reader.frame(videos.video_count).iloc[0]["n"])
    found = frame.merge(reader.frame(queries.hashtag_totals, tags), on="hashtag_key", how="left")
    sums = reader.frame(
        queries.within_creator_by_hashtags, tags, metric=PLAYS.key, every=every_nth(everything)
    )
    effects = {str(each.bin): each for each in within_creator_effect(sums, PLAYS.scale)}
    times = lift(found["n"], found["total"], [niche.n] * len(found), everything)
    return [
        TagNumbers(
            key=key,
            name=names.name(key),
            n=int(n),
            share=n / niche.n,
            creators=int(creators),
            total=int(total),
            total_share=total / everything,
            lift=None if niche.whole_view else float(times.estimate[place]),
            low=None if niche.whole_view else float(times.low[place]),
            high=None if niche.whole_view else float(times.high[place]),
            enough=bool(times.enough[place]) and not niche.whole_view,
            plays=median_interval_from_quartiles(p25, p50, p75, int(valued), log=True),
            effect=effects.get(key),
        )
        for place, (key, n, creators, valued, p25, p50, p75, total) in enumerate(
            found[
                ["hashtag_key", "n", "creators", "valued", "p25", "p50", "p75", "total"]
            ].itertuples(index=False, name=None)
        )
    ]


def written(choice: TagChoice) -> tuple[str, ...]:
    """Returns the numbers of a tag in the order of `COLUMNS`."""
    each = choice.numbers
    return (
        each.name,
        KINDS[each.kind] + ("; nên tránh" if each.worse else ""),
        f"{whole(each.n)} ({percent(each.share)})",
        whole(each.creators),
        _lift_words(each),
        _plays_words(each),
        _effect_words(each),
    )


def build_tags(choices: tuple[TagChoice, ...]) -> html.Div:
    """Returns the list of hashtags, each with a box to tick."""
    columns = [FactColumn(title, wide=title == COLUMNS[-1]) for title in COLUMNS]
    rows = [_row(each) for each in choices]
    return build_facts_table("Hashtag gợi ý", columns, rows)


def _row(choice: TagChoice) -> list[Any]:
    name, *numbers = written(choice)
    link = page(HASHTAG_PAGE, tag=choice.numbers.key)
    box = html.Label(
        [
            # A checkbox of the page itself: its script reads which are ticked.
            html.Button(
                "",
                type="button",
                role="checkbox",
                className="tag-box",
                **{
                    "aria-checked": str(choice.chosen).lower(),
                    "aria-label": f"Chọn {name}",
                    "data-tag": name,
                },
            ),
            html.A(name, href=link, **{"data-nav": link}),
        ],
        className="tag-choice",
    )
    return [box, *numbers]


def _lift_words(each: TagNumbers) -> str:
    if each.lift is None or each.low is None or each.high is None:
        return MISSING
    few = "" if each.enough else "; còn ít"
    return f"{decimal(each.lift)} ({decimal(each.low)}–{decimal(each.high)}{few})"


def _plays_words(each: TagNumbers) -> str:
    plays = each.plays
    if plays.estimate is None:
        return MISSING
    if plays.low is None or plays.high is None:
        return short(plays.estimate)
    few = "" if plays.enough else "; còn ít"
    return f"{short(plays.estimate)} ({short(plays.low)}–{short(plays.high)}{few})"


def _effect_words(each: TagNumbers) -> str:
    effect = each.effect
    if effect is None or not effect.enough:
        return "chưa đủ dữ liệu"
    verdict = "khác rõ" if effect.clear else "không khác rõ"
    middle, low, high = (
        signed_percent((each or 0) / 100) for each in (effect.estimate, effect.low, effect.high)
    )
    return (
        f"{middle} ({low} đến {high}), {whole(effect.n)} video của {whole(effect.creators)} "
        f"TikToker: {verdict}"
    )
