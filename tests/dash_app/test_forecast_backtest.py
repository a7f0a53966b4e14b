"""The back-test of the forecast of plays, and what it finds on real videos."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench._forecast_trials import Settings, Videos, last_fifth, next_five
from bench.forecast import main, score
from etl.home import Home


def test_the_benchmark_measures_a_version(
    sample_home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "forecast.json"
    assert main(["--home", str(sample_home.root), "--output", str(report)]) == 0
    assert "held back: the next five" in capsys.readouterr().out
    assert report.is_file()
    assert main(["--home", str(tmp_path)]) == 0
    assert "nothing to measure" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.real
def test_forecasts_of_real_videos_hold(real_home: Home) -> None:
    videos = Videos(real_home.datasets / "current" / "serving.duckdb")
    for hold_back in (last_fifth, next_five):
        trials = hold_back(videos, Settings()).videos
        for rows in (trials, trials[~trials["is_tuned"]]):
            found = score(rows)
            assert 0.45 <= found.coverage <= 0.55
            assert all(ratio < 1 for ratio in found.ratios.values())
            assert set(found.ratios) == {"log_of_mean", "mean_of_logs", "tier_median"}
