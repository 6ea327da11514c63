"""The manager's weeks told a second time, literally and slowly, in SimPy: what the fast event loop is held to.

Nothing is shared with ``week_run`` but the parameters, the draws and the numbers that name the kinds. Everything that
comes is a process of its own; the manager is one process that looks at all that waits, chooses by the rules, works,
and is interrupted.
"""

from __future__ import annotations

import math

import numpy as np
import simpy

from localchange.models.week_outcomes import CARE, LOCAL, NATIONAL, PROJECT


class Job:
    def __init__(self, place, kind, came, due, hours, cut):
        self.place, self.kind, self.came, self.due, self.left, self.cut = place, kind, came, due, hours, cut
        self.closed = math.nan


class SlowWeeks:
    def __init__(self, team, year, returns):
        self.team, self.env = team, simpy.Environment()
        self.end = team.week * year.weeks
        self.care, self.waiting, self.begun = [], [], None
        self.worked = {}  # (kind, place) -> hours
        self.gained, self.finish = 0.0, math.inf
        self.care_begun = np.full(len(year.care_came), np.nan)
        for place, (came, hours) in enumerate(zip(year.care_came, year.care_hours, strict=True)):
            self.env.process(self.person(place, float(came), float(hours)))
        there = (
            (LOCAL, year.local_came, year.local_due, year.local_hours),
            (NATIONAL, year.national_came, year.national_due, year.national_hours),
        )
        raw = [
            (kind, came[i], came[i] + due[i], hours[i])
            for kind, came, due, hours in there
            for i in range(len(came))
        ]
        raw += [(one.kind, one.came, one.due, one.hours) for one in returns]
        self.jobs = []
        grace = team.grace_days * team.hours_a_day
        for place, (kind, came, due, hours) in enumerate(sorted(raw, key=lambda row: row[1])):
            cut = due + grace if kind not in (LOCAL, NATIONAL) else math.inf
            job = Job(place, kind, float(came), float(due), float(hours), float(cut))
            self.jobs.append(job)
            self.env.process(self.obligation(job))
        self.manager = self.env.process(self.work())
        self.doing = "nothing"

    def run(self):
        self.env.run(until=self.end)
        self.account()
        return self

    # --- what comes

    def person(self, place, came, hours):
        yield self.env.timeout(came)
        self.care.append((place, hours))
        if self.doing in ("obligation", "project"):
            self.manager.interrupt("care")

    def obligation(self, job):
        yield self.env.timeout(job.came)
        self.waiting.append(job)
        if self.doing == "project":
            pressing = job.due - job.came <= self.team.pressing_days * self.team.hours_a_day
            self.manager.interrupt("pressing" if pressing else "can wait")

    # --- what the manager does

    def work(self):
        while True:
            if self.care:
                place, hours = self.care.pop(0)
                self.care_begun[place] = self.env.now
                yield from self.for_care(place, hours)
            elif self.begun or self.waiting:
                job = self.begun or min(self.waiting, key=lambda one: (one.due, one.place))
                if job is not self.begun:
                    self.waiting.remove(job)
                self.begun = None
                if job.cut <= self.env.now:
                    job.closed = job.cut
                    continue
                yield from self.for_obligation(job)
            else:
                yield from self.for_project()

    def for_care(self, place, hours):
        self.note("care", (CARE, place))
        yield self.env.timeout(hours)
        self.account()

    def for_obligation(self, job):
        self.note("obligation", (job.kind, job.place))
        begun = self.env.now
        goes_on = min(job.left, job.cut - begun)
        try:
            yield self.env.timeout(goes_on)
            job.left -= self.env.now - begun
            job.closed = self.env.now
        except simpy.Interrupt:
            job.left -= self.env.now - begun
            self.begun = job
        self.account()

    def for_project(self):
        """Go on until care, pressing work or the evening; what can wait is seen at the end of a block."""
        begun, day = self.env.now, self.team.hours_a_day
        evening = (math.floor(begun / day + 1e-9) + 1) * day
        until = evening
        self.note("project", (PROJECT, -1))
        while self.env.now < until:
            try:
                yield self.env.timeout(until - self.env.now)
                break
            except simpy.Interrupt as interrupt:
                if interrupt.cause != "can wait":
                    break
                blocks = max(1, math.ceil((self.env.now - begun) / self.team.block_hours))
                until = min(until, begun + blocks * self.team.block_hours)
        self.account()

    # --- the books

    def note(self, doing, key):
        self.doing, self.key, self.since = doing, key, self.env.now

    def account(self):
        """Close the stretch that is going on."""
        if self.doing == "nothing":
            return
        hours = self.env.now - self.since
        self.worked[self.key] = self.worked.get(self.key, 0.0) + hours
        if self.doing == "project":
            gains = max(0.0, hours - self.team.refocus_hours)
            need = self.team.project_hours
            if self.gained < need <= self.gained + gains:
                self.finish = self.env.now - (self.gained + gains - need)
            self.gained += gains
        self.doing = "nothing"
