"""What many people did, put together so that nobody can be told apart: spreads, counts, and the file that holds them.

Nothing is said of fewer than :data:`~localchange.pooled.spread.LEAST` people. No name, no text and no single answer
leaves here.
"""
