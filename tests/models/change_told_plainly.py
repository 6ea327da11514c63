"""One life of a push for a change told a second time: person by person, with no array but the draws.

Nothing is shared with the course's run but the place's numbers and the draws. What is compared is who does it, and who
only complies, in every month.
"""

from __future__ import annotations


class PlainLife:
    def __init__(self, place, budget, radical, tries, draws, town, life):
        self.place, self.budget, self.radical, self.tries = place, budget, radical, tries
        self.draws, self.town, self.life = draws, town, life
        self.team = [one // place.team_size for one in range(place.people)]
        self.paid = [team < place.teams - place.outside for team in self.team]
        mean = place.modest + (place.radical - place.modest) * radical
        self.threshold = [
            max(mean + place.spread * float(draws.threshold[town, one, life]), place.least)
            for one in range(place.people)
        ]
        self.friends = {one: {} for one in range(place.people)}  # who, and whether the tie is new
        for a, b in draws.networks[town].ties:
            self.friends[a][b] = self.friends[b][a] = False
        self.talked = [0.0] * place.people
        self.own = {one for one in range(place.people) if one < place.pilot}
        self.complying = set()
        self.mandated = {
            one
            for one in range(place.people)
            if self.paid[one] and draws.lot[town, one, life] < place.complies * budget.mandate
        }

    def counts(self, one, other, goals, kept):
        """How much the other counts with this one, if seen to do it."""
        if self.team[one] == self.team[other]:
            much = 1.0
        elif self.paid[one] and self.paid[other]:
            much = self.place.other_team + (1 - self.place.other_team) * goals
        else:
            much = self.place.other_team
        much *= kept if self.friends[one][other] else 1.0
        if self.place.familiar:
            much *= 1 + self.place.familiar * (1 - self.radical) * self.in_common(one, other)
        return much

    def in_common(self, one, other):
        shared = len(set(self.friends[one]) & set(self.friends[other]))
        return shared / max(len(self.friends[one]) - 1, 1)

    def seen(self, one):
        return 1.0 if one in self.own else self.place.outward if one in self.complying else 0.0

    def bought(self, price, month):
        return round(price * min(month + 1, self.place.push) / self.place.push)

    def needs(self, one, goals):
        needed = self.threshold[one] * (1 - (self.place.lowers * goals if self.paid[one] else 0))
        held = sum((1 - self.seen(o)) * self.in_common(one, o) for o in self.friends[one])
        return needed * (1 + self.place.hold_out * self.radical * held / max(len(self.friends[one]), 1))

    def month(self, month, kept):
        place, budget, draws = self.place, self.budget, self.draws
        on = month < place.push
        goals = budget.goals * min(month + 1, place.push) / place.push * kept
        for pairs, share in ((draws.between, budget.brokers), (draws.within, budget.clusters)):
            for a, b in pairs[self.town][: self.bought(place.ties * share, month)].tolist():
                self.friends[a][b] = self.friends[b][a] = True
        everybody = range(place.people)
        around = {
            one: sum(self.seen(o) * self.counts(one, o, goals, kept) for o in self.friends[one])
            for one in everybody
        }
        needs = {one: self.needs(one, goals) for one in everybody}
        if on:
            price = place.talks * budget.fence_sitters
            many = self.bought(price, month) - self.bought(price, month - 1)
            gaps = {
                one: needs[one] - self.talked[one] - around[one]
                for one in everybody
                if self.paid[one] and one not in self.own
            }
            for one in sorted((o for o in gaps if gaps[o] > 0), key=gaps.get)[:many]:
                self.talked[one] += place.talk
        joins, stops, complying = set(), set(), set()
        for one in everybody:
            at = (month, self.town, one, self.life)
            slack = budget.slack if on and self.paid[one] else 0.0
            needed = max(needs[one] - kept * self.talked[one], 0.05)
            if around[one] >= needed and draws.joins[at] < place.joins:
                joins.add(one)
            if draws.tries[at] < self.tries * (1 + place.more_tries * slack):
                joins.add(one)
            if one in self.complying and draws.fades[at] > 1 - place.won_over:
                joins.add(one)
            if around[one] < place.holds * needed and draws.stops[at] < place.lapse * (
                1 - place.less_lapse * slack
            ):
                stops.add(one)
            if (on and one in self.mandated) or (
                not on and one in self.complying and draws.fades[at] >= place.fade
            ):
                complying.add(one)
        self.own = (self.own - stops) | joins
        self.complying = complying

    def live(self):
        """Give by month how many do it of their own accord, how many only comply, and how many of each team do it."""
        told, kept = [self.counted()], 1.0
        for month in range(self.place.months):
            kept *= 1.0 if month < self.place.push else 1 - self.place.wear
            self.month(month, kept)
            told.append(self.counted())
        return told

    def counted(self):
        teams = [0] * self.place.teams
        for one in self.own:
            teams[self.team[one]] += 1
        return len(self.own), len(self.complying - self.own), teams
