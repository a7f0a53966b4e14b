"""How well plays are forecast: against what came, and against two simpler ways.

Held back are (1) the last fifth of each creator's videos and (2) on nine days of the past, the next
five videos of whoever posted within 60 days. Half-life and recent days were chosen on one half of
the creators (by a hash of the account), so the other half tells how well they carry over.

Asked: P25–P75 holds 45–55 % of the held-back videos, and the median absolute error in log plays is
below that of the creator's mean and that of the tier's median.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from bench._forecast_trials import (
    QUANTILES,
    TOGETHER,
    Settings,
    Trials,
    Videos,
    last_fifth,
    next_five,
)

_REPOSITORY = Path(__file__).parents[1]
_HALF_LIVES = (3, 5, 10, 15, 20, 30, 60, 100_000)
_RECENT_DAYS = (30, 60, 90, 180, 365, 10_000)
_HISTORIES = (("0", 0, 0), ("1-4", 1, 4), ("5-19", 5, 19), ("20+", 20, 10**9))
_OTHERS = ("log_of_mean", "mean_of_logs", "tier_median")


@dataclass(frozen=True)
class Score:
    """How the forecasts of some held-back videos, or totals, compare with what came.

    Attributes:
        cases: Videos or totals.
        coverage: Share of them between P25 and P75.
        error: Median absolute error of P50, in log plays.
        ratios: That error divided by the error of each simpler way, on the cases that have one.
    """

    cases: int
    coverage: float
    error: float
    ratios: dict[str, float]


def score(rows: pd.DataFrame) -> Score:
    """Scores the rows of `Trials.videos` or `Trials.totals`."""
    error = (rows["y"] - rows["q50"]).abs()
    ratios = {}
    for name in _OTHERS:
        other = (rows["y"] - rows[name]).abs()
        both = other.notna()
        if both.any() and other.median() > 0:
            ratios[name] = float(error[both].median() / other.median())
    covered = (rows["y"] >= rows["q25"]) & (rows["y"] <= rows["q75"])
    return Score(len(rows), float(covered.mean()), float(error.median()), ratios)


def parts(rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yields the rows that are looked at apart, with their name; none of them is empty."""
    wanted = [("all", rows)]
    wanted += [("tuned half", rows[rows["is_tuned"]]), ("other half", rows[~rows["is_tuned"]])]
    wanted += [(f"tier {tier}", rows[rows["tier"] == tier]) for tier in ("low", "middle", "high")]
    wanted += [
        (f"history {name}", rows[rows["history"].between(least, most)])
        for name, least, most in _HISTORIES
    ]
    return ((name, part) for name, part in wanted if len(part))


def calibration(rows: pd.DataFrame) -> dict[float, float]:
    """Returns the share of videos below each forecast quantile."""
    return {share: float((rows["y"] < rows[f"q{100 * share:.0f}"]).mean()) for share in QUANTILES}


def reliability(chances: pd.DataFrame) -> pd.DataFrame:
    """Returns cases, mean chance and share that exceeded, by tenth of the chance."""
    tenth = np.minimum((chances["chance"] * 10).astype(int), 9)
    return chances.groupby(tenth).agg(
        cases=("exceeded", "size"), chance=("chance", "mean"), exceeded=("exceeded", "mean")
    )


def pinball(rows: pd.DataFrame) -> float:
    """Returns the mean pinball loss of the quantiles in log plays: the lower, the better."""
    losses = []
    for share in QUANTILES:
        over = rows["y"] - rows[f"q{100 * share:.0f}"]
        losses.append(np.maximum(share * over, (share - 1) * over).mean())
    return float(np.mean(losses))


def _print_scores(rows: pd.DataFrame, what: str) -> dict[str, object]:
    print(f"{what:20}{'cases':>8}{'P25-P75':>9}{'error':>8}   error / error of", end="")
    print(f"{'log of mean':>15}{'mean of logs':>15}{'tier median':>15}")
    report: dict[str, object] = {}
    for name, part in parts(rows):
        found = score(part)
        ratios = "".join(f"{found.ratios.get(other, np.nan):15.2f}" for other in _OTHERS)
        print(f"{name:20}{found.cases:8}{found.coverage:9.3f}{found.error:8.3f}{'':18}{ratios}")
        report[name] = asdict(found)
    print()
    return report


def _print_trials(trials: Trials) -> dict[str, object]:
    report: dict[str, object] = {
        "videos": _print_scores(trials.videos, "one video"),
        f"{TOGETHER} videos": _print_scores(trials.totals, f"total of {TOGETHER} videos"),
        "calibration": calibration(trials.videos),
        "reliability": reliability(trials.chances).to_dict("records"),
    }
    print("share of videos below the forecast quantile (all, other half):")
    other = calibration(trials.videos[~trials.videos["is_tuned"]])
    for share, observed in calibration(trials.videos).items():
        print(f"{share:8.2f}{observed:9.3f}{other[share]:9.3f}")
    print("chance to exceed: forecast, observed, cases")
    for row in reliability(trials.chances).itertuples():
        print(f"{row.chance:8.3f}{row.exceeded:9.3f}{row.cases:9}")
    print()
    return report


def _print_settings(videos: Videos) -> list[dict[str, object]]:
    """Shows how the loss on the tuned half depends on what was chosen."""
    print("pinball loss, error and P25-P75 of the next five videos, by settings:")
    print(f"{'half-life':>10}{'recent':>8}{'tuned half':>25}{'other half':>25}")
    rows: list[dict[str, object]] = []
    tried = [Settings(half_life=each) for each in _HALF_LIVES]
    tried += [Settings(recent_days=each) for each in _RECENT_DAYS]
    for settings in tried:
        found = next_five(videos, settings).videos
        print(f"{settings.half_life:10}{settings.recent_days:8}", end="")
        for is_tuned in (True, False):
            part = found[found["is_tuned"] == is_tuned]
            loss, scored = pinball(part), score(part)
            print(f"{loss:9.4f}{scored.error:8.3f}{scored.coverage:8.3f}", end="")
            rows.append({**asdict(settings), "is_tuned": is_tuned, "loss": loss, **asdict(scored)})
        print()
    print()
    return rows


def main(argv: list[str]) -> int:
    """Runs the benchmark; without its input it says so and succeeds."""
    parser = argparse.ArgumentParser(prog="python -m bench forecast", description=__doc__)
    parser.add_argument("--home", type=Path, default=_REPOSITORY / "data")
    parser.add_argument("--output", type=Path, default=_REPOSITORY / "bench/out/forecast.json")
    parser.add_argument(
        "--settings", action="store_true", help="also try other half-lives and recent days"
    )
    options = parser.parse_args(argv)
    serving = options.home / "datasets" / "current" / "serving.duckdb"
    if not serving.exists():
        print(f"no published version in {options.home}: nothing to measure")
        return 0
    videos = Videos(serving)
    print(f"{len(videos.frame)} settled videos of {videos.frame['creator'].nunique()} creators")
    print("plays and tiers as of collection; what is known is in the order of posting\n")
    report: dict[str, object] = {}
    for name, hold_back in (("the last fifth", last_fifth), ("the next five", next_five)):
        print(f"-- held back: {name} --")
        report[name] = _print_trials(hold_back(videos, Settings()))
    if options.settings:
        report["settings"] = _print_settings(videos)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
    return 0
