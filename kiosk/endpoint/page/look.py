"""How the page of a ticket or a receipt looks: one plain document, for a phone by day and by night, or on paper.

Every text is readable at a contrast of 7:1 at least (`tests/endpoint/page/test_content.py`), and nothing is said by
colour alone.
"""

from typing import Final, Literal

Tone = Literal["plain", "call", "good", "attention", "bad"]
"""How urgent a state is."""

DAY: Final = {
    "ground": "#eef2f8",
    "card": "#ffffff",
    "text": "#14213d",
    "quiet": "#434f66",
    "rule": "#d4dcea",
    "head": "#0d2b5c",
    "head-text": "#ffffff",
    "gold": "#d4a72c",
    "plain": "#e3eaf5",
    "plain-text": "#14305f",
    "call": "#ffd54a",
    "call-text": "#231a00",
    "good": "#d6f0de",
    "good-text": "#0a4422",
    "attention": "#ffecc2",
    "attention-text": "#4d3100",
    "bad": "#fbdedb",
    "bad-text": "#6e130d",
}
"""Colours by role; a ground and its text have one name."""

NIGHT: Final = {
    "ground": "#0b1424",
    "card": "#14203a",
    "text": "#eef3fb",
    "quiet": "#b6c2d8",
    "rule": "#2c3c5e",
    "head": "#081a3a",
    "head-text": "#ffffff",
    "gold": "#d4a72c",
    "plain": "#24365a",
    "plain-text": "#e6eefc",
    "call": "#ffd54a",
    "call-text": "#231a00",
    "good": "#123f27",
    "good-text": "#d9f7e5",
    "attention": "#463200",
    "attention-text": "#ffe9b3",
    "bad": "#55140f",
    "bad-text": "#ffe3e0",
}


def _colours(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in colours.items())


STYLE: Final = f"""\
:root {{ color-scheme: light dark; {_colours(DAY)} }}
@media (prefers-color-scheme: dark) {{ :root {{ {_colours(NIGHT)} }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: var(--ground); color: var(--text); font: 1.0625rem/1.5 system-ui, sans-serif; }}
header {{ background: var(--head); color: var(--head-text); border-bottom: 4px solid var(--gold);
  padding: 0.875rem 1rem; font-weight: 600; line-height: 1.35; }}
header, main, footer {{ padding-left: max(1rem, 50vw - 17rem); padding-right: max(1rem, 50vw - 17rem); }}
main {{ padding-top: 1rem; }}
section {{ background: var(--card); border: 1px solid var(--rule); border-radius: 0.75rem; margin: 0 0 1rem;
  padding: 1rem 1.125rem; }}
h1, h2, p, dl, dd, ol {{ margin: 0; }}
.label {{ color: var(--quiet); font-size: 0.9375rem; }}
h1 {{ font-size: clamp(4rem, 24vw, 6.5rem); font-variant-numeric: tabular-nums; letter-spacing: 0.02em;
  line-height: 1.05; }}
h1.code {{ font-size: clamp(1.875rem, 9.5vw, 3rem); line-height: 1.3; white-space: nowrap; }}
h2 {{ font-size: 1.125rem; line-height: 1.35; }}
.now {{ border-radius: 0.5rem; font-size: 1.25rem; font-weight: 700; line-height: 1.35; margin: 0.625rem 0 0;
  overflow-wrap: anywhere; padding: 0.625rem 0.875rem; text-wrap: balance; }}
.why {{ margin-top: 0.625rem; }}
.plain {{ background: var(--plain); color: var(--plain-text); }}
.call {{ background: var(--call); color: var(--call-text); font-size: 1.5rem; }}
.good {{ background: var(--good); color: var(--good-text); }}
.attention {{ background: var(--attention); color: var(--attention-text); }}
.bad {{ background: var(--bad); color: var(--bad-text); }}
ol {{ list-style: none; padding: 0; margin-top: 0.75rem; }}
li {{ border-left: 2px solid var(--rule); margin-left: 0.6875rem; padding: 0 0 0.875rem 1.375rem; position: relative; }}
li:last-child {{ border-color: transparent; padding-bottom: 0; }}
li::before {{ background: var(--card); border: 2px solid var(--quiet); border-radius: 50%; content: "";
  height: 1.375rem; left: -0.75rem; position: absolute; text-align: center; top: 0; width: 1.375rem; }}
li.done {{ color: var(--quiet); }}
li.done::before {{ background: var(--plain); border-color: var(--plain); color: var(--plain-text); content: "\\2713";
  font-size: 0.8125rem; font-weight: 700; line-height: 1.25rem; }}
li.current {{ font-weight: 700; }}
li.current::before {{ background: var(--gold); border-color: var(--gold); }}
dt {{ color: var(--quiet); font-size: 0.9375rem; margin-top: 0.75rem; }}
dd {{ font-weight: 500; overflow-wrap: anywhere; }}
.now + dl dd:first-of-type {{ font-size: 1.1875rem; font-weight: 700; }}
footer {{ color: var(--quiet); font-size: 0.9375rem; padding-bottom: 2rem; }}
footer p + p {{ margin-top: 0.25rem; }}
@media print {{ body {{ background: none; }} header {{ color: inherit; background: none; }} }}
"""
