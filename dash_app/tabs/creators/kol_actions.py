"""What to do next with a brief, its ranking and its shortlist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlencode

from dash_app.components.suggestions import show_suggestions
from dash_app.documents.kol_report import Candidate
from dash_app.findings.kol_brief import money, money_range
from dash_app.findings.kol_quote import affordable_cpm
from dash_app.findings.kol_reasons import clear_change, growth_reason
from dash_app.findings.kol_score import FEW
from dash_app.findings.suggestion import Suggestion
from dash_app.links import KOL_PAGE, compare_page, creator_page
from dash_app.pages import Reader, Shown
from dash_app.tabs.creators.kol_controls import SHORTLIST
from dash_app.tabs.creators.kol_quote import quote_of
from dash_app.tabs.creators.kol_ranking import Ranking, ranking
from dash_app.tabs.creators.kol_ranking_cards import CLOSE
from dash_app.tabs.creators.kol_shortlist_report import kol_report, taken_together
from dash_app.words import chance_percent, decimal, short, whole

_MOST: Final = 5
_FIRST: Final = 4
"""Creators that are proposed for an empty shortlist."""
_LOOKED_AT: Final = 20
_LIKELY: Final = 0.8
_UNLIKELY: Final = 0.5


def show_actions(reader: Reader) -> Shown:
    """What to do next."""
    ranked = ranking(reader)
    found = [*_of_brief(ranked), *_of_shortlist(reader, ranked), *_of_ranking(reader, ranked)]
    return show_suggestions(found[:_MOST], len(ranked.order), "TikToker khớp đề bài")


def _of_brief(ranked: Ranking) -> Iterator[Suggestion]:
    brief = ranked.brief
    if not len(ranked.order):
        helpful = [each for each in ranked.fit.exclusions if each.remedy]
        if helpful:
            first = max(helpful, key=lambda each: (each.alone, each.count))
            yield Suggestion(
                f"{first.remedy} để có người xếp hạng.",
                f"{whole(first.count)} người bị loại vì {first.reason}.",
            )
    elif not brief.asks_content:
        yield Suggestion(
            "Chọn ngành, món hoặc miền để biết ai hợp với thương hiệu.",
            f"Chưa hỏi nội dung nên {whole(len(ranked.order))} người được xếp chỉ theo kết quả và "
            "độ an toàn.",
        )
    if brief.budget is not None and brief.cpm is None:
        cpm = affordable_cpm(brief.budget, brief.wanted)
        yield Suggestion(
            "Hỏi báo giá vài người đầu bảng rồi nhập khung CPM.",
            "Dữ liệu không có giá booking"
            + (
                f"; ngân sách và lượt xem mong muốn cho phép CPM tối đa {money(cpm)}."
                if cpm
                else ", nên ngân sách chưa lọc được ai."
            ),
        )


def _of_shortlist(reader: Reader, ranked: Ranking) -> Iterator[Suggestion]:
    candidates = kol_report(reader).candidates
    if not candidates:
        return
    yield from _of_flags(candidates)
    yield from _of_total(reader, ranked, len(candidates))
    yield from _of_quote(ranked, reader)
    yield from _of_decline(candidates, ranked)
    few = [each for each in candidates if each.videos < FEW]
    if few:
        yield Suggestion(
            f"Thu thập thêm video của {_accounts(few)} trước khi chốt.",
            f"Điểm và dự báo mới dựa trên {_counts(few)} video, cần ít nhất {FEW}.",
            sure=False,
        )


def _of_quote(ranked: Ranking, reader: Reader) -> Iterator[Suggestion]:
    quote = quote_of(reader)
    if quote and quote.band and quote.fair and quote.verdict == "trên khung":
        yield Suggestion(
            f"Thương lượng với @{ranked.brief.quoted} về tối đa {money(quote.fair.high)}.",
            f"Báo giá {money(quote.fee)} nghĩa là CPM {money(quote.cpm)}, khung của bạn "
            f"{money_range(quote.band)}.",
            sure=quote.is_clear,
        )


def _of_flags(candidates: tuple[Candidate, ...]) -> Iterator[Suggestion]:
    serious = [
        (each, flag) for each in candidates for flag in each.flags if flag.confidence != "thấp"
    ]
    if serious:
        candidate, flag = min(serious, key=lambda pair: pair[1].confidence != "cao")
        others = len({each.account for each, _ in serious}) - 1
        yield Suggestion(
            f"Hỏi lại @{candidate.account} trước khi ký.",
            f"{flag.text} (độ chắc {flag.confidence})."
            + (f" {whole(others)} người khác trong danh sách cũng có điều cần hỏi." * bool(others)),
            sure=flag.confidence == "cao",
        )


def _of_total(reader: Reader, ranked: Ranking, people: int) -> Iterator[Suggestion]:
    brief = ranked.brief
    together = taken_together(reader)
    plays, fees = together.plays, together.fees
    if plays is None:
        return
    if brief.wanted is not None and plays.chance is not None:
        chance = f"Khả năng vượt {short(brief.wanted)} lượt xem là {chance_percent(plays.chance)}"
        if plays.chance < _UNLIKELY:
            more = _more_needed(ranked, brief.wanted - plays.p50)
            yield Suggestion(
                "Thêm người hoặc thêm video mỗi người."
                if more is None
                else f"Thêm khoảng {whole(more)} người nữa, hoặc thêm video mỗi người.",
                f"{chance}; mức giữa mới {short(plays.p50)}.",
            )
        elif plays.chance >= _LIKELY and people > 1:
            yield Suggestion(
                "Có thể bớt người hoặc bớt video mà vẫn đạt lượt xem.",
                f"{chance}; mức giữa {short(plays.p50)}.",
            )
    yield Suggestion(
        f"Ghi mốc {short(plays.p25)} lượt xem cho cả danh sách vào thoả thuận.",
        f"Đó là mức P25: dự báo vượt nó trong ba phần tư số lần, mức giữa là {short(plays.p50)}.",
    )
    if fees and brief.budget is not None and brief.budget < fees.high:
        both = f"Tổng phí theo khung {money_range(fees)}, ngân sách {money(brief.budget)}"
        if brief.budget < fees.low:
            yield Suggestion("Bớt người, bớt video hoặc thương lượng phí.", f"{both}.")
        elif brief.cpm:
            # A fee rises with its CPM, so both stand to their lowest as one to another.
            most = money(brief.cpm.low * brief.budget / fees.low)
            yield Suggestion(
                f"Thương lượng để CPM chung không quá {most}.", f"{both}: trên mức ấy thì vượt."
            )


def _of_decline(candidates: Sequence[Candidate], ranked: Ranking) -> Iterator[Suggestion]:
    rows = [ranked.basis.rows[each.account] for each in candidates]
    falling = [row for row in rows if clear_change(ranked.facts(row)) < 0]
    if falling:
        worst = min(falling, key=lambda row: clear_change(ranked.facts(row)))
        yield Suggestion(
            f"Hỏi @{ranked.account(worst)} vì sao lượt xem gần đây giảm.",
            f"{growth_reason(ranked.facts(worst))}.",
            creator_page(ranked.account(worst)),
            "Xem kênh này",
        )


def _more_needed(ranked: Ranking, missing: float) -> int | None:
    """Returns how many more of the best fill what is missing; None where many do not."""
    chosen = set(ranked.shortlisted)
    plays = ranked.channels["p50"].to_numpy()
    for count, row in enumerate((row for row in ranked.order if row not in chosen), start=1):
        missing -= ranked.brief.videos * float(plays[row])
        if missing <= 0:
            return count
        if count == _LOOKED_AT:
            break
    return None


def _of_ranking(reader: Reader, ranked: Ranking) -> Iterator[Suggestion]:
    order = ranked.order[:_LOOKED_AT].tolist()
    if not ranked.brief.shortlist and order:
        calm = [row for row in order if ranked.flags.counts[row] == 0]
        chosen = [row for row in calm if ranked.basis.columns["lasting"][row] >= FEW][:_FIRST]
        if chosen:
            names = [ranked.account(row) for row in chosen]
            yield Suggestion(
                f"Bắt đầu danh sách với {', '.join(f'@{name}' for name in names)}.",
                f"Điểm cao nhất trong {whole(len(ranked.order))} người khớp đề bài mà không có "
                f"điều cần hỏi lại, mỗi người từ {FEW} video.",
                _with_shortlist(reader, names),
                "Chọn những người này",
            )
    close = [row for row in order if ranked.scores[row] >= ranked.scores[order[0]] - CLOSE]
    if len(close) >= 2:
        some = [ranked.account(row) for row in close[:5]]
        yield Suggestion(
            f"Coi {whole(len(close))} người đầu bảng ngang nhau và so họ cạnh nhau.",
            f"Điểm của họ cách nhau không quá {CLOSE} điểm "
            f"({decimal(ranked.scores[close[0]], 1)} đến {decimal(ranked.scores[close[-1]], 1)}).",
            compare_page(some),
            "So sánh",
        )


def _with_shortlist(reader: Reader, accounts: list[str]) -> str:
    """Returns the address of this view with other accounts on the shortlist."""
    choices = [(name, value) for name, value in reader.view.choices if value and name != SHORTLIST]
    return f"{KOL_PAGE}?{urlencode([*choices, (SHORTLIST, ','.join(accounts))])}"


def _accounts(candidates: list[Candidate]) -> str:
    return ", ".join(f"@{each.account}" for each in candidates[:3])


def _counts(candidates: list[Candidate]) -> str:
    return ", ".join(whole(each.videos) for each in candidates[:3])
