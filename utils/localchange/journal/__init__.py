"""What a learner has said over the whole course, set side by side: their journal, their ledger, how far they have come.

Every answer is read from the files beside the pages, and none is ever written. ``journal.show(page)`` and its like give
something to be the last line of a cell.
"""
