"""Outputs and texts that would run in the reader's browser, or on the reader's screen."""

from handed_in.attack import attack
from handed_in.notebooks import NUMBER_ONE, cheat, functions

RUN = "window.owned = true"
SCRIPT = f"<script>{RUN}</script><img src=x onerror='{RUN}'><svg onload='{RUN}'></svg>"


@attack("html-output", "Displays HTML with script, SVG, JavaScript, LaTeX and markdown", earns=6.0)
def _(world):
    return cheat(
        f"""
        from IPython.display import HTML, SVG, Javascript, Latex, Markdown, display
        script = {SCRIPT!r}
        display(HTML(script))
        display(Javascript({RUN!r}))
        display(Latex("$$\\\\href{{javascript:{RUN}}}{{x}}$$"))
        display(Markdown(script + "[x](javascript:{RUN})"))
        display({{"image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' onload='{RUN}'/>", "text/plain": script}},
                raw=True)
        display({{"application/vnd.jupyter.widget-view+json": {{"model_id": "x"}}, "text/html": script}}, raw=True)
        print(script)
        """,
        NUMBER_ONE,
    )


@attack(
    "script-in-error",
    "Raises errors whose name and text hold script, and colours for the terminal",
    earns=6.0,
)
def _(world):
    return cheat(
        functions("raise type('<img src=x onerror=window.owned=true>', (Exception,), {})(SCRIPT)").replace(
            "SCRIPT", repr(SCRIPT + "\x1b]0;owned\x07\x1b[2J\x1b[31m[bold red]red[/] \u202elive")
        ),
        NUMBER_ONE,
        at="flattered",
    )


@attack("script-in-code", "Has script in the code of its answer and in its names", earns=6.0)
def _(world):
    return cheat(f"# {SCRIPT}\n'''</pre></div>{SCRIPT}'''\nx = '\\x1b[2J'", NUMBER_ONE)


@attack("script-in-answer", "Answers with script, so that the test's message shows it", earns=6.0)
def _(world):
    return cheat(
        f"""
        def flattered(table, first, last):
            return [{SCRIPT!r}] * 20


        def split_change(table, first, last):
            return {{"rate": {SCRIPT!r}, "mix": "\\x1b[2J\\u202e"}}
        """,
        NUMBER_ONE,
        at="flattered",
    )
