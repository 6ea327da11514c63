"""The waiting list written once more, as a Vensim model that PySD reads and runs: nothing of ours but the numbers."""

from __future__ import annotations

import time
import warnings

import numpy as np
import pandas as pd
import pysd

NAMES = {
    "waiting": "Waiting", "staff": "Staff", "sick": "Sick share", "published": "published in weeks",
    "coming": "On their way", "wait": "wait in weeks",
}  # fmt: skip

MODEL = """{{UTF-8}}
Waiting= INTEG(referred - treated - gave up, start waiting)
~ people ~|
referred= referrals * demand * (Published wait / promise) ^ (0 - put off)
~ people/Month ~|
at work= MIN(Staff, Staff * (1 - Sick share) + reserve)
~ posts ~|
treated= MIN(able * treats * at work, Waiting / shortest)
~ people/Month ~|
gave up= give up * Waiting
~ people/Month ~|
true wait= Waiting / (treated + gave up)
~ Month ~|
wait in weeks= true wait * 52 / 12
~ weeks ~|
Published wait= INTEG((true wait - Published wait) / publishing delay, promise)
~ Month ~|
published in weeks= Published wait * 52 / 12
~ weeks ~|
sought= IF THEN ELSE(replaces > 0.5, leaving * Staff, posts)
~ posts/Month ~|
stage= hiring delay / 3
~ Month ~|
Advertised= INTEG(sought - Advertised / stage, leaving * needed staff * stage)
~ posts ~|
Notice= INTEG(Advertised / stage - Notice / stage, leaving * needed staff * stage)
~ posts ~|
Settling= INTEG(Notice / stage - Settling / stage, leaving * needed staff * stage)
~ posts ~|
On their way= Advertised + Notice + Settling
~ posts ~|
Staff= INTEG(Settling / stage - leaving * Staff, needed staff + extra)
~ posts ~|
crowd= (Waiting / Staff) / (start waiting / needed staff)
~ Dmnl ~|
ill= MIN(sick at first + crowding * MAX(crowd - 1, 0), most sick)
~ Dmnl ~|
Sick share= INTEG((ill - Sick share) / sickness delay, sick at first)
~ Dmnl ~|
demand= 1
~ Dmnl ~|
able= 1
~ Dmnl ~|
posts= 0
~ posts/Month ~|
replaces= 0
~ Dmnl ~|
{constants}
********************************************************
	.Control
********************************************************~
		Simulation Control Parameters
	|
FINAL TIME= {end}
~ Month ~|
INITIAL TIME= 0
~ Month ~|
SAVEPER= 1
~ Month ~|
TIME STEP= {step}
~ Month ~|
"""

CONSTANTS = {
    "referrals": "referrals", "promise": "promise", "put off": "put_off", "give up": "give_up",
    "shortest": "shortest", "treats": "treats", "reserve": "reserve", "publishing delay": "publishing_delay",
    "leaving": "leaving", "hiring delay": "hiring_delay", "needed staff": "staff", "extra": "extra",
    "start waiting": "waiting", "sick at first": "sick", "crowding": "crowding", "most sick": "most_sick",
    "sickness delay": "sickness_delay",
}  # fmt: skip


def run(service, demand, posts, steps, folder, taken=None, able=None):
    """Run it: `demand` for each month, `posts` for the months that are decided; gives the levels at ends of months.

    The seconds of the run alone go into `taken`, under "run".
    """
    months = len(demand)
    constants = "\n".join(f"{name}= {getattr(service, field)!r}\n~ ~|" for name, field in CONSTANTS.items())
    path = folder / "waiting_list.mdl"
    path.write_text(MODEL.format(constants=constants, end=months, step=1 / steps), encoding="utf-8")
    times = np.arange(months * steps + 1) / steps
    month = np.minimum(times.astype(int), months - 1)
    decided = np.concatenate([posts, np.zeros(months - len(posts))])
    inputs = {
        "demand": pd.Series(np.asarray(demand)[month], index=times),
        "able": pd.Series((np.ones(months) if able is None else able)[month], index=times),
        "posts": pd.Series(decided[month], index=times),
        "replaces": pd.Series((month >= len(posts)).astype(float), index=times),
    }
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it says that constants are replaced by series, which is what is asked
        model = pysd.read_vensim(str(path))
        begun = time.perf_counter()
        found = model.run(params=inputs, return_columns=list(NAMES.values()))
        if taken is not None:
            taken["run"] = time.perf_counter() - begun
    return {ours: found[theirs].to_numpy() for ours, theirs in NAMES.items()}
