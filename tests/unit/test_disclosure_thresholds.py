"""Thresholds: one for the site, stricter ones for single sources."""

from __future__ import annotations

import pytest

from indicators.disclosure.thresholds import SITE_DEFAULT, Thresholds


def test_the_site_follows_the_monitoring_des_quartiers() -> None:
    assert SITE_DEFAULT == 200
    assert Thresholds().of("ibsa_monitoring") == 200


def test_a_source_can_be_stricter_than_the_site_never_looser() -> None:
    thresholds = Thresholds(site=200, by_source={"aim": 500, "statbel": 5})
    assert [thresholds.of(source) for source in ("aim", "statbel", "actiris")] == [500, 200, 200]


@pytest.mark.parametrize("wrong", [{"site": 0}, {"by_source": {"aim": -1}}])
def test_a_threshold_that_protects_nobody_is_an_error(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="at least 1 is needed"):
        Thresholds(**wrong)  # type: ignore[arg-type]
