"""The department told a second time, literally and slowly, in SimPy: what the fast event loop is held to.

Nothing is shared with ``emergency_run`` but the parameters and the draws. Clinicians and bed teams are processes;
whoever is free looks through everyone who waits and takes the one whom the rules put first; the speed of work
near the limit is integrated from its definition.
"""

from __future__ import annotations

from math import exp, log

import numpy as np
import simpy

from localchange.models.emergency import Arrivals, Department


class SlowDepartment:
    def __init__(self, department: Department, arrivals: Arrivals) -> None:
        self.d, self.a, self.env = department, arrivals, simpy.Environment()
        n = len(arrivals)
        self.first_seen, self.left, self.recorded = np.full(n, np.nan), np.full(n, np.nan), np.full(n, np.nan)
        self.relabelled = np.zeros(n, dtype=bool)
        self.for_clinician: list[int] = []
        self.for_bed: list[int] = []
        self.idle_clinicians: list[simpy.Event] = []
        self.idle_bed_teams: list[simpy.Event] = []
        self.with_clinician = self.most_with_clinician = 0
        self.owed = 0.0
        self.running = max(0.0, department.target - department.full_effort_gap / 2)
        self.effort = department.pressure / 2 if self.pushed else 0.0

    @property
    def pushed(self) -> bool:
        return self.d.target > 0 and self.d.pressure > 0

    def run(self) -> SlowDepartment:
        for _ in range(self.d.clinicians):
            self.env.process(self.clinician())
        for _ in range(self.d.bed_teams):
            self.env.process(self.bed_team())
        self.env.process(self.front_door())
        self.env.run()
        return self

    # --- the processes

    def front_door(self):
        for p, when in enumerate(self.a.arrived.tolist()):
            yield self.env.timeout(0) if when == self.env.now else self.at(when)
            self.for_clinician.append(p)
            self.wake(self.idle_clinicians)

    def clinician(self):
        while True:
            while not self.for_clinician:
                yield self.sleep(self.idle_clinicians)
            p = self.choose_for_clinician()
            self.for_clinician.remove(p)
            self.with_clinician += 1
            self.most_with_clinician = max(self.most_with_clinician, self.with_clinician)
            self.first_seen[p] = self.env.now + self.owed
            end = self.env.now + self.owed + self.a.care[p]
            self.owed = 0.0
            yield self.at(end)
            self.with_clinician -= 1
            self.decide(p)

    def decide(self, p: int) -> None:
        d, real = self.d, self.effort * (1 - self.paper)
        needs = float(self.a.tests[p]) * (1 - d.stretch * real)
        done = self.hurried(p, needs, d.hurry_tests * real)
        self.owed += d.hands * (self.env.now + needs - done)
        if self.a.admitted[p]:
            self.env.process(self.join_bed_queue(p, done))
        else:
            self.settle(p, done)

    def join_bed_queue(self, p: int, when: float):
        yield self.at(when)
        self.for_bed.append(p)
        self.wake(self.idle_bed_teams)

    def bed_team(self):
        while True:
            while not self.for_bed:
                yield self.sleep(self.idle_bed_teams)
            p = self.choose_for_bed()
            self.for_bed.remove(p)
            d, real = self.d, self.effort * (1 - self.paper)
            ready = self.hurried(p, float(self.a.bed[p]) * (1 - d.stretch * real), d.hurry_beds * real)
            self.settle(p, ready)
            yield self.at(ready)

    # --- the rules

    @property
    def paper(self) -> float:
        return self.d.clock_room * (1 - self.d.audit)

    def waited(self, p: int) -> float:
        return self.env.now - float(self.a.arrived[p])

    def near(self, p: int) -> bool:
        return self.d.limit - self.d.watch <= self.waited(p) < self.d.limit

    def lot(self, one: int, other: int) -> float:
        return float(self.a.turn[one] + self.a.turn[other]) % 1.0

    def choose_for_clinician(self) -> int:
        urgent = [p for p in self.for_clinician if self.a.urgent[p]]
        others = [p for p in self.for_clinician if not self.a.urgent[p]]
        if self.pushed:
            in_time = [p for p in others if self.waited(p) < self.d.limit]
            late = [p for p in others if self.waited(p) >= self.d.limit]
            if in_time and self.near(min(in_time)):
                p = min(in_time)
                if urgent and self.lot(p, min(urgent)) < self.d.give_way * self.effort:
                    return p
                if not urgent and (not late or self.lot(p, min(late)) < self.effort):
                    return p
        return min(urgent) if urgent else min(others)

    def choose_for_bed(self) -> int:
        first = self.for_bed[0]
        if self.pushed and self.effort > 0 and not self.near(first):
            for p in [q for q in self.for_bed if self.near(q)][:1]:
                if self.lot(p, first) < self.effort:
                    return p
        return first

    def hurried(self, p: int, minutes: float, hurry: float) -> float:
        """Work from now on at a speed of ``(w + e) / (time left + e)``, where ``w / e`` is the hurry."""
        now, limit = self.env.now, float(self.a.arrived[p]) + self.d.limit
        opens = limit - self.d.window
        if hurry == 0 or now >= limit or now + minutes <= opens:
            return now + minutes
        begins = max(now, opens)
        minutes -= begins - now
        e = self.d.window / hurry
        possible = (self.d.window + e) * log((limit - begins + e) / e)
        if minutes >= possible:
            return limit + minutes - possible
        return limit + e - (limit - begins + e) * exp(-minutes / (self.d.window + e))

    def settle(self, p: int, leaves: float) -> None:
        d, stay = self.d, leaves - float(self.a.arrived[p])
        self.left[p] = self.recorded[p] = stay
        share = (
            (d.relabel_admitted if self.a.admitted[p] else d.relabel_discharged) * self.effort * self.paper
        )
        if stay > d.limit and self.a.chance[p] < share:
            self.relabelled[p] = True
            self.recorded[p] = d.limit - d.record_near * (
                (1 + d.window / d.record_near) ** self.a.place[p] - 1
            )
        weight = 1 / max(1.0, d.memory_days * d.arrivals_per_day)
        self.running = (1 - weight) * self.running + weight * (self.recorded[p] <= d.limit)
        if self.pushed:
            self.effort = d.pressure * min(1.0, max(0.0, (d.target - self.running) / d.full_effort_gap))

    # --- SimPy's plumbing

    def at(self, when: float) -> simpy.Event:
        """Wake at this very time: a timeout of a difference would round the time of the event."""
        event = simpy.Event(self.env)
        event._ok, event._value = True, None
        self.env._queue.append((when, 1, next(self.env._eid), event))
        import heapq

        heapq.heapify(self.env._queue)
        return event

    def sleep(self, beds: list[simpy.Event]) -> simpy.Event:
        event = self.env.event()
        beds.append(event)
        return event

    def wake(self, beds: list[simpy.Event]) -> None:
        if beds:
            beds.pop(0).succeed()
