"""How the fitted parameters of the emergency department were found. Run it to find them again (ten minutes):

    python tests/models/fit_emergency.py

Seven numbers are free: five of the department, the same in both regimes, and how hard the target was pushed in
each. They are moved by Levenberg's method until the model comes as near as it can to seven published shares,
each difference counted in units of how well that share is known here. Four of them (Mason and others 2012) are
about the same fifteen trusts and count most; the other three are national figures of 2007-08, of doubtful quality
for some providers, and count less. Everything else in ``Department`` is as it is written there: in particular the
split of effort between speed and paper (``clock_room``), which no histogram could settle. What it finds was rounded,
and moved a little for other patients than its own: ``test_emergency_published.py`` holds how near that comes.
"""

from dataclasses import dataclass, replace

import numpy as np

from localchange.models.emergency import REGIME_2003, REGIME_2006, Department, Stays, draw, run

SHARED = ("tests_mean", "bed_mean", "hurry_tests", "hurry_beds", "stretch")
SEEDS = tuple(range(11, 23))
DAYS = 28


@dataclass(frozen=True)
class Moment:
    """One published share, and how far off the model may be at the cost of 1."""

    regime: str
    name: str
    published: float
    known_to: float
    source: str


MOMENTS = (
    Moment("2003", "within", 0.839, 0.006, "P1: Mason and others 2012, 15 trusts, May and June 2003"),
    Moment("2003", "last20", 0.047, 0.003, "P1: the same"),
    Moment("2006", "within", 0.963, 0.004, "P1: the same trusts, 2006"),
    Moment("2006", "last20", 0.084, 0.003, "P1: the same"),
    Moment("2006", "within_three_hours", 0.73, 0.04, "NHS Information Centre 2009, England 2007-08"),
    Moment("2006", "last10_admitted", 0.189, 0.02, "P4b, derived from the same"),
    Moment("2006", "last10_discharged", 0.026, 0.005, "P4b, derived from the same"),
)

MEASURES = {
    "within": lambda stays: stays.share_within(),
    "last20": lambda stays: stays.share_in_last(20),
    "within_three_hours": lambda stays: stays.share_within(180),
    "last10_admitted": lambda stays: stays.share_in_last(10, admitted=True),
    "last10_discharged": lambda stays: stays.share_in_last(10, admitted=False),
}


def simulated(regime: Department, seeds: tuple[int, ...] = SEEDS, days: float = DAYS) -> list[Stays]:
    return [run(regime, draw(regime, days, np.random.default_rng(seed))) for seed in seeds]


def shares(regimes: dict[str, Department]) -> list[float]:
    stays = {name: simulated(regime) for name, regime in regimes.items()}
    return [float(np.mean([MEASURES[m.name](s) for s in stays[m.regime]])) for m in MOMENTS]


def regimes_at(point: np.ndarray) -> dict[str, Department]:
    values = np.exp(point)
    department = dict(zip(SHARED, values[: len(SHARED)].tolist(), strict=True))
    return {
        "2003": replace(REGIME_2003, **department, pressure=min(1.0, float(values[-2]))),
        "2006": replace(REGIME_2006, **department, pressure=min(1.0, float(values[-1]))),
    }


def point_of(regimes: dict[str, Department]) -> np.ndarray:
    shared = [getattr(regimes["2003"], name) for name in SHARED]
    return np.log([*shared, regimes["2003"].pressure, regimes["2006"].pressure])


def misses(point: np.ndarray) -> np.ndarray:
    """Give how far each share is off, in units of how well it is known."""
    found = shares(regimes_at(point))
    return np.array([(share - m.published) / m.known_to for share, m in zip(found, MOMENTS, strict=True)])


def levenberg(start: np.ndarray, step: float = 0.06, rounds: int = 12) -> np.ndarray:
    """Least squares by Levenberg's method; the same patients at each point keep the slopes from being noise."""
    point, off, damping = start, misses(start), 1.0
    for _ in range(rounds):
        slopes = np.array(
            [
                (misses(point + step * way) - misses(point - step * way)) / (2 * step)
                for way in np.eye(len(point))
            ]
        )
        while damping < 1e4:
            move = np.linalg.solve(slopes @ slopes.T + damping * np.eye(len(point)), -slopes @ off)
            tried = point + np.clip(move, -0.4, 0.4)
            tried_off = misses(tried)
            if tried_off @ tried_off < off @ off - 1e-3:
                point, off, damping = tried, tried_off, damping / 4
                break
            damping *= 4
        else:
            break
        print(f"distance {off @ off:.2f}", np.exp(point).round(3).tolist(), flush=True)
    return point


def main() -> None:
    start = point_of({"2003": REGIME_2003, "2006": REGIME_2006})
    found = regimes_at(levenberg(start))
    for name in SHARED:
        print(f"{name:12} {getattr(found['2003'], name):.3f}")
    for name, regime in found.items():
        print(f"pressure in {name}: {regime.pressure:.3f}")
    for share, m in zip(shares(found), MOMENTS, strict=True):
        print(f"{m.regime} {m.name:20} model {share:.3f} published {m.published:.3f}  {m.source}")


if __name__ == "__main__":
    main()
