"""A report as one page of HTML that holds all it needs: no script, nothing fetched, readable without a server."""

from __future__ import annotations

from html import escape

from localchange.documents.blocks import Block, Folded, Heading, Own, Picture, Points, Report, Rows, Told
from localchange.documents.marks import parts

STYLE = """
:root { color-scheme: light dark; --ink: #0b0c0c; --paper: #fff; --quiet: #4a545c; --edge: #757f88; --wash: #f3f5f7;
  --link: #0f5499; --one: #1b5fae; }
@media (prefers-color-scheme: dark) { :root { --ink: #f0f2f4; --paper: #16191c; --quiet: #b4bdc6; --edge: #8a939b;
  --wash: #22282d; --link: #7db8f2; --one: #7db8f2; } }
body { font: 17px/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  padding: 1rem 1.2rem 4rem; max-width: 60rem; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; } h2 { font-size: 1.4rem; margin-top: 2.2rem; } h3 { font-size: 1.15rem; }
a { color: var(--link); }
blockquote { margin: 0 0 1rem; padding: .2rem 1rem; border-left: 4px solid var(--edge); white-space: pre-wrap; }
.label { margin-bottom: .2rem; font-weight: 600; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; overflow-wrap: break-word; }
caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
th, td { border: 1px solid var(--edge); padding: .35rem .6rem; text-align: left; vertical-align: top;
  white-space: pre-line; }
thead th { background: var(--wash); } tbody th { font-weight: 400; }
figure { margin: 1rem 0; } figcaption { color: var(--quiet); } svg { max-width: 100%; height: auto; }
@media print { body { max-width: none; } }
"""


def to_page(report: Report) -> str:
    """Give a report as a page of its own.

    Parameters
    ----------
    report
        The report.

    Returns
    -------
    str
        HTML in British English, whose headings are in order and whose tables have headings of rows and columns.
    """
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(report.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(report.title)}</h1>\n{to_fragment(report)}\n</main>\n</body>\n</html>\n"
    )


def to_fragment(report: Report, *, highest: int = 2) -> str:
    """Give what stands under the title, to be put into another page.

    Parameters
    ----------
    report
        The report.
    highest
        The level that its highest headings take there.
    """
    return "\n".join(_block(block, highest) for block in report.blocks)


def marked(text: str) -> str:
    """Give the course's own words as HTML, with their bold, italic and links."""
    made = []
    for part in parts(text):
        words = escape(part.words)
        if part.address:
            words = f'<a href="{escape(part.address)}">{words}</a>'
        made.append(
            f"<strong>{words}</strong>" if part.bold else f"<em>{words}</em>" if part.italic else words
        )
    return "".join(made)


def _block(block: Block, highest: int) -> str:
    match block:
        case Heading():
            level = min(6, block.level + highest - 1)
            return f"<h{level}>{escape(block.text)}</h{level}>"
        case Told():
            return f"<p>{marked(block.text)}</p>"
        case Own():
            return f'<p class="label">{escape(block.label)}</p><blockquote>{escape(block.text)}</blockquote>'
        case Points():
            return f"<ul>{''.join(f'<li>{marked(item)}</li>' for item in block.items)}</ul>"
        case Folded():
            items = "".join(f"<li>{marked(item)}</li>" for item in block.items)
            return f"<details><summary>{escape(block.label)}</summary><ul>{items}</ul></details>"
        case Picture():
            return f"<figure>{block.svg}<figcaption>{escape(block.alternative)}</figcaption></figure>"
        case Rows():
            return _table(block)


def _table(block: Rows) -> str:
    if not block.rows:
        return f"<p>{escape(block.caption)}: {escape(block.none)}</p>"
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in block.headings)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in row[1:])}</tr>'
        for row in block.rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(block.caption)}"><table>'
        f"<caption>{escape(block.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
