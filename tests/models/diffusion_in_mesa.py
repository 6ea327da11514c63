"""The rule of spreading told a second time, one agent after another, in Mesa: what the batched run is held to.

Nothing is shared with the course's run but the numbers of the rule. Chance falls step by step here, one draw for each
person and step, where the course's run adds chances up to one draw for each person.
"""

from __future__ import annotations

import mesa


class Person(mesa.Agent):
    def __init__(self, model, threshold):
        super().__init__(model)
        self.threshold, self.adopted, self.about_to = threshold, False, False
        self.neighbours = []

    def look(self):
        """Decide by what is there before anybody moves in this step."""
        rule = self.model.rule
        around = sum(one.adopted for one in self.neighbours)
        needed = self.threshold * len(self.neighbours) if rule.of_share else self.threshold
        below = 1 - (1 - rule.each) ** around * (1 - rule.below) if around else rule.alone
        chance = max(rule.above, below) if around >= needed - 1e-9 else below
        self.about_to = not self.adopted and self.model.random.random() < chance

    def move(self):
        self.adopted = self.adopted or self.about_to


class SlowSpread(mesa.Model):
    def __init__(self, size, ties, thresholds, seeds, rule, seed):
        super().__init__(seed=seed)
        self.rule = rule
        people = [Person(self, float(threshold)) for threshold in thresholds]
        for a, b in ties:
            people[a].neighbours.append(people[b])
            people[b].neighbours.append(people[a])
        for one in seeds:
            people[one].adopted = True
        self.people, self.counts = people, [len(set(seeds))]
        assert len(people) == size

    def step(self):
        self.agents.do("look")
        self.agents.do("move")
        self.counts.append(sum(one.adopted for one in self.people))

    def run(self, steps):
        for _ in range(steps):
            self.step()
        return self.counts
