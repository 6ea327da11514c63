"""Running the marking of a cohort: worker processes that mark, and one process that writes.

`workers` keeps the processes and gives them work, `core_work` and `analyst_work` say what one of them does, `cluster`
sends the same work to other machines, and `cohort_run` leads all of it and writes to the gradebook.
"""
