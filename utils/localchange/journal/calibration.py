"""The picture of a learner's confidence beside the share that they had right."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from localchange.journal.judged import ENOUGH_IN_A_BAND, Band, Judged, bands, in_words
from localchange.labs import figures as draw
from localchange.labs.charts import Chart, Head

TABLE = (
    Head("You were", "band"),
    Head("Statements", "count", "number"),
    Head("Right", "right", "number"),
    Head("Mean confidence", "sure", "percent0"),
    Head("Share right", "share", "percent0"),
    Head("95% interval", "interval"),
)


def calibration_chart(statements: Sequence[Judged]) -> Chart:
    """Draw share right by confidence, with what it would be if the confidence was just.

    Parameters
    ----------
    statements
        Those whose truth the pages have told.
    """
    found = bands(statements)
    thin = [each for each in found if 0 < each.count < ENOUGH_IN_A_BAND]
    caption = (
        "Bars: the share right among the statements of which you were about equally sure. Dashed: your mean "
        "confidence there, where the bar would end if it was just. Thin upright lines: the 95% interval "
        "(Wilson 1927), which is long where there are few statements."
    )
    return Chart(
        file="confidence",
        title="How sure you were, and how often you were right",
        subtitle="Share of statements judged rightly, by how sure you said you were",
        caption=caption,
        text=" ".join([in_words(statements), *(_told(each) for each in found if each.count)]),
        attribution="Your own answers, read from the files beside the pages.",
        figures=[
            draw.figure(
                "Share right by confidence",
                "Bars of the share right, by confidence, beside the confidence itself. The text says what they show.",
                x={
                    "domain": [0.5, 1.0],
                    "format": "percent0",
                    "ticks": [0.5, 0.6, 0.7, 0.8, 0.9, 1.0],
                    "label": "How sure",
                },
                y={"domain": [0, 1], "format": "percent0", "ticks": 5},
                layers=[
                    draw.bars("left", "right_end", "share", "one", opacity=0.45),
                    draw.whiskers("left", "right_end", "low", "high", "one"),
                    draw.steps("left", "right_end", "sure", "two", dash="dashed"),
                ],
                height=260,
            )
        ],
        columns=_columns(found),
        table=TABLE,
        cautions=(
            *([f"{len(thin)} of the bars rest on fewer than {ENOUGH_IN_A_BAND} statements."] if thin else []),
            "Of a question that you could check, only an answer that was right or wrong at the first try is counted.",
            "Questions of assignments are not counted: what is right there comes with your feedback.",
        ),
    )


def _columns(found: Sequence[Band]) -> dict[str, object]:
    held = [each.count > 0 for each in found]
    sure = [each.sure / 100 if each.count else np.nan for each in found]
    return {
        "left": [each.low / 100 + 0.004 for each in found],
        "right_end": [each.high / 100 - 0.004 for each in found],
        "share": [each.share for each in found],
        "low": [each.interval[0] if each.count else np.nan for each in found],
        "high": [each.interval[1] if each.count else np.nan for each in found],
        "sure": sure,
        "band": [f"{each.low} to {each.high}% sure" for each in found],
        "count": [each.count for each in found],
        "right": [each.right for each in found],
        "interval": [
            f"{100 * each.interval[0]:.0f} to {100 * each.interval[1]:.0f}%" if there else "no statement"
            for each, there in zip(found, held, strict=True)
        ],
    }


def _told(each: Band) -> str:
    few = " (few)" if each.count < ENOUGH_IN_A_BAND else ""
    return f"{each.low} to {each.high}% sure: {each.right} of {each.count} right{few}."
