"""What was measured, as a table with ratios to ours."""

from typing import Any

import numpy as np

from tests.quality.table import show

OURS = "ख़बरखोज"
PERCENTILES = (50, 95, 99)


def percentiles(spent: list[float]) -> dict[str, float]:
    """Of milliseconds, with how many there were."""
    found = np.percentile(spent, PERCENTILES)
    return {f"p{q}": round(float(ms), 4) for q, ms in zip(PERCENTILES, found, strict=True)} | {
        "queries": len(spent)
    }


def table(engines: dict[str, Any], archive: str) -> None:
    """Print all tables of one archive."""
    ours = engines.get(OURS)
    _show_indexing(engines, archive, ours)
    names = list(dict.fromkeys(name for facts in engines.values() for name in facts.get("latency", {})))
    for name in names:
        base = ours["latency"].get(name) if ours else None
        lines = []
        for engine, facts in engines.items():
            if name in facts.get("latency", {}):
                found = facts["latency"][name]
                lines.append([
                    engine, *(f"{found[f'p{q}']:.3f}" for q in PERCENTILES), _ratio(found, base), found["queries"],
                ])  # fmt: skip
        show(f"{name}, {archive}: ms", ["", "p50", "p95", "p99", "p50 to ours", "queries"], lines)
    lines = [
        [engine, f"{facts['opening']['opened_ms']:.1f}", f"{facts['opening']['first_ms']:.1f}",
         f"{facts['search_bytes'] / 1e6:.0f}", f"{facts.get('anonymous_search_bytes', 0) / 1e6:.0f}"]
        for engine, facts in engines.items() if "opening" in facts
    ]  # fmt: skip
    show(
        f"A new process, {archive}", ["", "opens in ms", "first query ms", "memory MB", "anonymous MB"], lines
    )
    lines = [
        [engine, *facts["same_totals"]]
        for engine, facts in engines.items()
        if facts.get("same_totals", [0, 0])[1]
    ]
    show(f"Single words with as many hits as ours, {archive}", ["", "same", "of"], lines)


def _ratio(found: dict[str, Any], base: dict[str, Any] | None) -> str:
    """Return how many times our median, and between which quarters of the rounds, which hit both alike."""
    if base is None:
        return ""
    pairs = zip(found.get("rounds", ()), base.get("rounds", ()), strict=False)
    of_rounds = [theirs / ours for theirs, ours in pairs if ours]
    spread = "–".join(f"{each:.2f}" for each in np.percentile(of_rounds, (25, 75))) if of_rounds else ""
    return f"{found['p50'] / base['p50']:.2f} ×" + (f" ({spread})" if spread else "")


def _show_indexing(engines: dict[str, Any], archive: str, ours: Any) -> None:
    lines = []
    for engine, facts in engines.items():
        for threads, run in facts.get("indexing", {}).items():
            rate = run["articles"] / run["seconds"]
            base = ours["indexing"].get(threads) if ours else None
            ratio = f"{rate / (base['articles'] / base['seconds']):.2f} ×" if base else ""
            lines.append([
                engine, threads, f"{rate:,.0f}", ratio, f"{run['peak_bytes'] / 1e6:,.0f}",
                f"{run['anonymous_bytes'] / 1e6:,.0f}", f"{facts['index_bytes'] / 1e6:,.0f}",
                f"{facts['index_bytes'] / facts['source_bytes']:.2f}",
            ])  # fmt: skip
    head = ["", "threads", "articles/s", "to ours", "peak MB", "anonymous MB", "index MB", "of the source"]
    show(f"Indexing, {archive}", head, lines)
