"""Plots: one bar for each bucket, drawn inside the picture."""

import datetime

import pytest
from flask.testing import FlaskClient

from search.model.timeline import Bucket, Timeline, TimeUnit
from web.pages.plots import bar_plot

DAY = datetime.date(2024, 1, 1)


def timeline(*counts: int) -> Timeline:
    days = [DAY + datetime.timedelta(days=number) for number in range(len(counts))]
    return Timeline(
        TimeUnit.DAY, tuple(Bucket(day, day, count, 10) for day, count in zip(days, counts, strict=True))
    )


@pytest.mark.parametrize("shares", [False, True])
def test_each_bucket_has_a_bar_and_higher_counts_higher_ones(client: FlaskClient, shares: bool) -> None:
    with client.application.test_request_context("/"):
        plot = bar_plot(timeline(0, 1, 5, 10), shares=shares)
    assert plot is not None
    heights = [bar.height for bar in plot.bars]
    assert len(heights) == 4
    assert heights == sorted(heights)
    assert heights[1] > heights[0] == 0
