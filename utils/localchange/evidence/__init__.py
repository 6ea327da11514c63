"""The bibliography, and citing from it: who found what, in one sentence, with its caution.

>>> from localchange import evidence
>>> evidence.work("gruber2023").who
'Gruber, Hoe and Stoye'
"""

from localchange.evidence.bibliography import Work, work, works
from localchange.evidence.citing import Citations, cite, dois_in, works_cited_in

__all__ = ["Citations", "Work", "cite", "dois_in", "work", "works", "works_cited_in"]
