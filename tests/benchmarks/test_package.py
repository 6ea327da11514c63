"""A package: how long a change of a handle takes, how long its marking, and a submission in Word."""

import time
from datetime import date

import numpy as np

from localchange.documents.submission import Submission, to_docx
from localchange.labs.package import PackageSubject
from localchange.models.package import ACTIONS, touches
from localchange.models.package_scenarios import scenarios
from localchange.models.theory_of_change import cases


def milliseconds(work, *arguments):
    begun = time.perf_counter()
    work(*arguments)
    return 1000 * (time.perf_counter() - begun)


def packages(number):
    rng = np.random.default_rng(1)
    for _ in range(number):
        shares = rng.multinomial(20, np.full(len(ACTIONS), 1 / len(ACTIONS)))
        yield dict(zip(ACTIONS, (5.0 * shares).tolist(), strict=True))


def test_a_press_and_a_mark(measure):
    subject = PackageSubject("Spread.")
    subject.run(subject.baseline)
    measure(
        "package: the whole table after a press",
        "ms",
        [milliseconds(subject.run, each) for each in packages(10)],
        {"median": 300},
    )
    # Other packages than those above, whose runs are kept.
    others = [{**each, "target": 0.0} for each in packages(10)]
    measure(
        "package: what it touches and leads to, for marking",
        "ms",
        [milliseconds(lambda one: (touches(one), scenarios(one)), each) for each in others],
        {"median": 200},
    )


def test_a_submission_in_word(measure):
    package = next(packages(1))
    whole = Submission(
        "To",
        "From",
        "Title",
        date(2026, 3, 5),
        *["words " * 110] * 4,
        package=package,
        theory=cases.matching_michigan,
    )
    measure(
        "submission: the Word file with both annexes", "ms", [milliseconds(to_docx, whole) for _ in range(3)]
    )
