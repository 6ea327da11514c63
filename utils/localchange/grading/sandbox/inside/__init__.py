"""What runs inside the sandbox: the warm process, the walls around each learner, and the answering loop.

`template` starts with the interpreter and forks; `walls` shuts a fork in; `serving` runs cells and answers
questions in it through `shell`; `noticing` tells marking of what is odd. Nothing in here is secret, and nothing
that it says is trusted.
"""
