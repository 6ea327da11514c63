"""A toy of working weeks: one front-line manager, and a request that seems simple to whoever sends it.

People who need the manager come first and interrupt everything. Then come obligations: local ones, which are most of
them, standing requests of national bodies, and the request that is being designed. A change project has what is left,
and needs undisturbed time: after each interruption it takes a while to get back into it. So a request that takes a
small part of the week takes a large part of what was left for change.

What is known and what is not. Two published figures set the size of the obligations: clinical staff who were
interviewed spent 2 to 10 hours a week on data, and about a quarter of demands came from national bodies (NHS
Confederation 2013, seven providers; the quarter as reported in the press). **Everything else is assumed or chosen to
make a point**; each parameter in ``week_team`` says which. It is a toy: one person, no evening work, no colleague who
helps, care that never suffers, and a project that nobody gives up.

Use it in three lines::

    team = week.Team()
    year = week.draw(team, weeks=52, rng=np.random.default_rng(1))
    lived = week.run(team, year)

``week_request`` turns the handles of a request into a year and its outcome; ``many_senders`` asks why there are so
many requests when each is cheap to its sender.
"""

from localchange.models.week_outcomes import KINDS, Weeks
from localchange.models.week_run import Return, run
from localchange.models.week_team import Team, Year, draw

__all__ = ["KINDS", "Return", "Team", "Weeks", "Year", "draw", "run"]
