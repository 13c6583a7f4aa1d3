"""A confirmation as a page that prints on one sheet of A4, and as text for an e-mail. Knows no Textual.

The page needs nothing from elsewhere: its style is in it, it loads nothing and runs nothing, and says so to the browser.
"""

from __future__ import annotations

import textwrap
from html import escape

from models.confirmation import Letter
from models.messages import Message
from screens.texts import language, long_date, render, visible

PAGE_LINES, PAGE_LETTERS = 50, 88
"""What a sheet of A4 holds at 10.5 points, between its margins."""
SMALL_LINES, SMALL_LETTERS = 68, 108
"""What it holds in the small letter (8.5 points), for what would not fit. Both were measured on printed pages, wide letters."""
_NAME_LETTERS = 26
"""The column of names takes this many letters of a line."""

_STYLE = """
@page { size: A4; margin: 18mm 20mm; }
* { box-sizing: border-box; }
body { font: 10.5pt/1.4 Georgia, 'Times New Roman', serif; color: #000; background: #fff; max-width: 170mm; margin: 0 auto; }
body.small { font-size: 8.5pt; line-height: 1.3; }
h1 { font-size: 1.45em; margin: 1.2em 0 .6em; }
h2 { font-size: 1.05em; margin: .9em 0 .2em; }
p, ul { margin: .2em 0; }
ul { padding-left: 1.3em; }
table { border-collapse: collapse; width: 100%; margin: .6em 0; }
th { text-align: left; font-weight: bold; width: 27%; vertical-align: top; padding: .1em .8em .1em 0; }
td { vertical-align: top; padding: .1em 0; }
h1, h2, p, td, th, li { overflow-wrap: anywhere; }
.date { margin-top: .8em; }
.signed { margin-top: 2.2em; }
.reference { margin-top: 1em; font-size: .85em; color: #444; }
@media screen { body { margin: 18mm auto; padding: 0 6mm; } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def as_html(letter: Letter) -> str:
    """The whole page. Everything that people typed is escaped."""
    rows = "\n".join(f"<tr><th>{_safe(row.name)}</th><td>{_safe(row.value)}</td></tr>" for row in letter.rows)
    small = ' class="small"' if lines_needed(letter, PAGE_LETTERS) > PAGE_LINES else ""
    title = _safe(letter.title)
    parts = "\n".join(_part_html(part.heading, part.sentences, listed=part.listed) for part in letter.parts)
    return f"""<!DOCTYPE html>
<html lang="{language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body{small}>
<p>{escape(visible(letter.to))}</p>
<p class="date">{escape(long_date(letter.written_on))}</p>
<h1>{title}</h1>
<p>{_safe(letter.greeting)}</p>
<p>{_safe(letter.opening)}</p>
<table>
{rows}
</table>
{parts}
<p class="signed">{_safe(letter.closing)}<br><br>{_safe(letter.signed)}</p>
<p class="reference">{_safe(letter.reference)}</p>
</body>
</html>
"""


def as_text(letter: Letter) -> str:
    """Plain text for an e-mail; lines are not broken, the mail program does that."""
    lines = [render(letter.title), "", render(letter.greeting), "", render(letter.opening), ""]
    lines += [f"{render(row.name)}: {render(row.value)}" for row in letter.rows]
    for part in letter.parts:
        lines += ["", render(part.heading)]
        lines += [f"- {render(one)}" if part.listed else render(one) for one in part.sentences]
    lines += ["", render(letter.closing), "", render(letter.signed), render(letter.reference)]
    return "\n".join(lines) + "\n"


def lines_needed(letter: Letter, letters: int) -> float:
    """How many lines the page takes, with room between its parts, at ``letters`` to a line."""

    def lines(text: str, width: int) -> int:
        return max(1, len(textwrap.wrap(text, width)))

    rows = sum(
        max(lines(render(r.value), letters - _NAME_LETTERS), lines(render(r.name), _NAME_LETTERS - 3)) for r in letter.rows
    )
    parts = sum(2.2 + sum(lines(render(one), letters - 3) for one in part.sentences) for part in letter.parts)
    head = 1 + 1.8 + 3.5 + 1 + lines(render(letter.opening), letters) + 1.2
    return head + 1.15 * rows + parts + 7


def _part_html(heading: Message, sentences: tuple[Message, ...], *, listed: bool) -> str:
    texts = [_safe(one) for one in sentences]
    body = f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>" if listed else "".join(f"<p>{text}</p>" for text in texts)
    return f"<h2>{_safe(heading)}</h2>\n{body}"


def _safe(message: Message) -> str:
    return escape(render(message))
