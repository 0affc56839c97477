"""How the HTML report looks: the program's own colours, dark, light and in print."""

DARK = {
    "ground": "#15171f",
    "raised": "#1c1f2a",
    "text": "#d5d9e8",
    "dim": "#8a93ae",
    "accent": "#7dcfb6",
    "alarm": "#f7768e",
    "warning": "#e0af68",
    "right": "#9ece6a",
    "line": "#2a2e3d",
}
LIGHT = {
    "ground": "#fbfbf9",
    "raised": "#f1f1ec",
    "text": "#1c2130",
    "dim": "#5a6072",
    "accent": "#0f6b64",
    "alarm": "#b3261e",
    "warning": "#7d5200",
    "right": "#2a6f2e",
    "line": "#dcdcd4",
}
"""The colours of the app's two themes: a test holds them against those."""


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


CSS = (
    f":root {{ color-scheme: light dark; {_variables(LIGHT)} }}\n"
    f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
    f"@media print {{ :root {{ color-scheme: light; {_variables(LIGHT)} --ground: #fff; }} }}\n"
    + """\
* { box-sizing: border-box; margin: 0; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  background: var(--ground); color: var(--text); padding: 2.5rem 1rem 4rem;
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 62rem; margin: 0 auto; }
.sign, .brand, .number, h2, th, .date, svg text {
  font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono",
    monospace;
}
.brand { color: var(--accent); font-weight: 700; font-size: .9375rem; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 650; letter-spacing: -.01em;
  margin: .25rem 0 0; text-wrap: balance; }
.when { color: var(--dim); margin-top: .25rem; }
.counts { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 2rem;
  margin: 1.5rem 0 0; }
.number { font-size: 1.5rem; font-weight: 700; margin-right: .5rem; }
.alarm { color: var(--alarm); } .warning { color: var(--warning); }
.right { color: var(--right); } .dim { color: var(--dim); }
section, figure {
  border: 1px solid var(--line); border-radius: .625rem; margin-top: 1.5rem;
  padding: 1rem 1.25rem 1.125rem;
}
h2 {
  color: var(--dim); font-size: .8125rem; font-weight: 700; letter-spacing: .08em;
  text-transform: uppercase; margin-bottom: .25rem;
}
h2 span { font-weight: 400; }
figcaption { color: var(--dim); font-size: .9375rem; margin-top: .5rem; }
svg { display: block; width: 100%; height: 144px; overflow: visible; }
svg text { fill: var(--dim); font-size: .75rem; text-anchor: middle; }
svg .count { fill: var(--text); font-weight: 700; }
svg .good { fill: var(--accent); }
svg .back { fill: var(--alarm); }
svg .none { fill: var(--line); }
table { width: 100%; border-collapse: collapse; }
th { color: var(--dim); font-weight: 400; font-size: .8125rem; text-align: right;
  padding: .25rem 0 .375rem 1.5rem; white-space: nowrap; }
th:first-child { text-align: left; padding-left: 0; }
td { padding: .4375rem 0 .4375rem 1.5rem; text-align: right; vertical-align: baseline;
  border-top: 1px solid var(--line); }
td:first-child { text-align: left; padding-left: 0; width: 100%; }
.date, .why { white-space: nowrap; font-variant-numeric: tabular-nums; }
.date { font-size: .875rem; }
.why { color: var(--text); }
.what { display: grid; grid-template-columns: 1.5rem 1fr; }
.what b, .list b { font-weight: 650; margin-right: .5rem; }
.sign { font-weight: 700; }
blockquote { grid-column: 2; color: var(--accent); font-style: italic; white-space: pre-line;
  overflow-wrap: anywhere; }
.list { list-style: none; padding: 0; }
.list > li { display: grid; grid-template-columns: 8.5rem 1fr; padding: .4375rem 0;
  border-top: 1px solid var(--line); }
.list > li:first-child { border-top: 0; }
.list .date { color: var(--dim); padding-top: .125rem; }
.list ul { list-style: none; padding: 0; }
.list .said { color: var(--dim); margin-left: .25rem; }
footer { color: var(--dim); font-size: .875rem; margin-top: 2rem; max-width: 44rem; }
td, li, blockquote, h1 { overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  body { padding: 1.5rem .75rem 3rem; }
  section, figure { padding: .875rem 1rem 1rem; margin-top: 1rem; }
  h1 { font-size: 1.5rem; }
  .counts { gap: .25rem 1.5rem; }
  table, tbody, tr, td { display: block; width: auto; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { border-top: 1px solid var(--line); padding: .625rem 0; }
  tbody tr:first-child { border-top: 0; }
  td, td:first-child { border: 0; padding: 0; text-align: left; width: auto; }
  td + td { display: flex; gap: .75rem; margin-left: 1.5rem; font-size: .875rem;
    white-space: normal; }
  td + td::before { content: attr(data-column); color: var(--dim); flex: 0 0 6.5rem;
    font: .8125rem/1.6 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
  .what b { display: block; }
  svg text { font-size: .6875rem; font-family: inherit; }
  .list > li { grid-template-columns: 1fr; }
}
@page { margin: 16mm; }
@media print {
  body { padding: 0; font-size: 10.5pt; }
  main { max-width: none; }
  section { border-width: 1px 0 0; border-radius: 0; padding: .75rem 0 0; }
  figure { break-inside: avoid; }
  h2 { break-after: avoid; }
  tr, li { break-inside: avoid; }
  thead { display: table-header-group; }
  svg rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
"""
)
