"""nbgrader's gradebook as the marking of a cohort writes it: one writer, one transaction a submission.

`opening` opens it, `record` is the one table that we add, `saving` writes a submission, and `standing` reads back
how a cohort stands.
"""
