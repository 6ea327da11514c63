"""What a facilitator sees of a whole cohort: pooled answers, and how far everybody has come. Never a mark."""
