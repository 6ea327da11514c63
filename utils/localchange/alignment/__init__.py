"""Whether the course holds together: what is taught, practised and assessed where, how long it takes, how it reads.

Nothing here is needed to take the course: ``localchange doctor --course`` and the tests ask it.
"""
