"""docs/speed.svg: bars of what was measured, beside each other."""

from html import escape
from pathlib import Path
from typing import Any

COLOURS = {
    "ख़बरखोज": "#b5451b", "tantivy": "#8a8f98", "Lucene": "#5b6470", "SQLite FTS5": "#b9bec6", "Whoosh": "#d8dbe0",
}  # fmt: skip
CLASSES = (
    "30 most frequent words",
    "OR of 2–4 words",
    "AND of 2–3 words",
    "phrase of 2–3 words",
    "OR and 10 snippets",
)
WIDTH, ROW, LABEL, LEFT = 760, 18, 30, 150


def draw(results: dict[str, dict[str, Any]], path: Path, archive: str = "100000") -> None:
    """Draw the bars of one archive, if it was measured."""
    engines = {name: facts for name, facts in results.get(archive, {}).items() if name in COLOURS}
    if not engines:
        return
    groups = [(
        f"articles indexed a second, two processes ({int(archive):,} articles)",
        {name: _rate(facts) for name, facts in engines.items()},
        "{:,.0f}",
    )]  # fmt: skip
    for name in CLASSES:
        found = {
            engine: facts["latency"][name]["p50"]
            for engine, facts in engines.items()
            if name in facts["latency"]
        }
        groups.append((f"{name}: median milliseconds", found, "{:.2f}"))
    parts, at = [], 10
    for title, values, form in groups:
        parts.append(f'<text x="10" y="{at + 16}" font-weight="bold">{escape(title)}</text>')
        at += LABEL
        most = max(values.values())
        for engine, value in values.items():
            width = max(1.0, (WIDTH - LEFT - 90) * value / most)
            parts.append(f'<text x="{LEFT - 8}" y="{at + 12}" text-anchor="end">{escape(engine)}</text>')
            parts.append(
                f'<rect x="{LEFT}" y="{at}" width="{width:.1f}" height="{ROW - 4}" fill="{COLOURS[engine]}"/>'
            )
            parts.append(f'<text x="{LEFT + width + 6:.1f}" y="{at + 12}">{form.format(value)}</text>')
            at += ROW
        at += 12
    style = "font-family: sans-serif; font-size: 12px; fill: #333"
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {at}" style="{style}">'
        f'<rect width="{WIDTH}" height="{at}" fill="#fff"/>{"".join(parts)}</svg>\n',
        "utf-8",
    )


def _rate(facts: dict[str, Any]) -> float:
    """Articles a second with two threads, or with one where there is no other."""
    run = facts["indexing"].get("2") or facts["indexing"]["1"]
    return float(run["articles"] / run["seconds"])
