"""What the correlations of creators' measures say, and what they do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dash_app.findings.bins import not_enough
from dash_app.findings.finding import Finding
from dash_app.metrics import Metric
from dash_app.statistics import CorrelatedPair, Correlation
from dash_app.words import decimal, whole

# Cohen 1988, "Statistical Power Analysis", 3.2.
_NONE: Final = 0.1
_SIZES: Final = ((0.3, "yếu"), (0.5, "vừa"))
_TOGETHER: Final = ("Cặp cùng chiều", "bên này cao thì bên kia thường cũng cao")
_AGAINST: Final = ("Cặp ngược chiều", "bên này cao thì bên kia thường thấp")
_NOT_A_CAUSE: Final = "Đây là đi cùng nhau, không phải nguyên nhân."


def correlation_findings(
    pairs: Sequence[CorrelatedPair],
    measures: Mapping[str, Metric],
    *,
    chosen: str,
    coefficient: str,
) -> tuple[Finding, ...]:
    """Says which two measures go together most, which go against each other, which do not.

    Args:
        pairs: Of all measures; names are keys of `measures`.
        measures: What is compared.
        chosen: The key of the metric that the page is about.
        coefficient: How the coefficient is called, inside a sentence.
    """
    known = [pair for pair in pairs if pair.correlation.enough]
    if not known:
        most = max((pair.correlation.n for pair in pairs), default=0)
        return (not_enough(most, "TikToker có đủ hai số"),)
    clear = sorted((pair for pair in known if pair.clear), key=_size)
    if not clear:
        return (
            Finding(
                f"Không cặp nào trong {whole(len(known))} cặp đi cùng nhau rõ hơn ngẫu nhiên "
                "(đã hiệu chỉnh Holm vì xét nhiều cặp)."
            ),
        )
    up = [pair for pair in clear if _r(pair) > 0]
    down = [pair for pair in clear if _r(pair) < 0]
    found = [_clearest(each[-1], measures, coefficient) for each in (up, down) if each]
    # The page is about the chosen metric: what goes with it most, unless that was said already.
    of_chosen = [pair for pair in clear if chosen in (pair.a, pair.b)]
    if of_chosen and of_chosen[-1] not in (*up[-1:], *down[-1:]):
        pair = of_chosen[-1]
        found.append(
            Finding(
                f"Rõ nhất với {measures[chosen].inside}: {_sentence(pair, measures, coefficient)}.",
                "effect",
            )
        )
    unclear = [pair for pair in known if not pair.clear]
    if unclear:
        names = "; ".join(_names(pair, measures) for pair in unclear[:3])
        more = f" và {whole(len(unclear) - 3)} cặp nữa" if len(unclear) > 3 else ""
        found.append(Finding(f"Không rõ có đi cùng nhau hay không: {names}{more}."))
    return tuple(found)


def together_words(r: float) -> str:
    """Returns how two measures go together: `đi cùng nhau vừa`, `đi ngược nhau yếu`."""
    if abs(r) < _NONE:
        return "hầu như không đi cùng nhau"
    size = next((words for limit, words in _SIZES if abs(r) < limit), "mạnh")
    return f"đi {'cùng' if r > 0 else 'ngược'} nhau {size}"


def r_words(r: float | None) -> str:
    """Returns a coefficient with two places and its sign."""
    return decimal(r, 2)


def interval_words(correlation: Correlation) -> str:
    """Returns `0,86 (khoảng tin cậy 95 %: 0,82 đến 0,89; n = 298)`."""
    interval = (
        f"khoảng tin cậy 95 %: {r_words(correlation.low)} đến {r_words(correlation.high)}; "
        if correlation.low is not None
        else ""
    )
    return f"{r_words(correlation.estimate)} ({interval}n = {whole(correlation.n)})"


def _clearest(pair: CorrelatedPair, measures: Mapping[str, Metric], coefficient: str) -> Finding:
    way, meaning = _TOGETHER if _r(pair) > 0 else _AGAINST
    return Finding(
        f"{way} rõ nhất: {_sentence(pair, measures, coefficient)}, tức {meaning}. {_NOT_A_CAUSE}",
        "effect",
    )


def _sentence(pair: CorrelatedPair, measures: Mapping[str, Metric], coefficient: str) -> str:
    return (
        f"{_names(pair, measures)} {together_words(_r(pair))}, {coefficient} "
        f"{interval_words(pair.correlation)}"
    )


def made_of_each_other(measures: Mapping[str, Metric]) -> tuple[Finding, ...]:
    """Warns of pairs that go together because one number is made of the other."""
    found = []
    if "hearts" in measures:
        found.append(
            Finding(
                "Một phần do cách tính: lượt thích của kênh là tổng trên mọi video, gồm cả các "
                "video đang xét, nên tự nhiên tăng theo số video và theo lượt xem.",
                "few",
            )
        )
    shares = [each for each in measures.values() if "người theo dõi hiện nay" in each.formula]
    if shares:
        found.append(
            Finding(
                "Tỷ lệ tương tác trên người theo dõi có người theo dõi ở mẫu số: nó đi ngược người "
                "theo dõi một phần chỉ do phép chia.",
                "few",
            )
        )
    return tuple(found)


def _names(pair: CorrelatedPair, measures: Mapping[str, Metric]) -> str:
    return f"{measures[pair.a].inside} và {measures[pair.b].inside}"


def _r(pair: CorrelatedPair) -> float:
    return pair.correlation.estimate or 0.0


def _size(pair: CorrelatedPair) -> float:
    return abs(_r(pair))
