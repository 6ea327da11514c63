"""What was measured, and how it is shown: a table for people, JSON for programs."""

from __future__ import annotations

import io
import json
import os
import platform
import statistics
from dataclasses import dataclass, field

from rich import box
from rich.console import Console
from rich.table import Table


@dataclass
class Measured:
    """A number, or a whole distribution of them.

    ``aims`` are upper limits, by the name of the statistic: ``median``, ``p95``, ``highest``. A number that stands
    beside others of its own run, as a ratio does, needs no aim.
    """

    what: str
    unit: str
    values: list[float]
    aims: dict[str, float] = field(default_factory=dict)
    note: str = ""

    def statistics(self) -> dict[str, float]:
        """Give the statistics that are shown."""
        ordered = sorted(self.values)
        # The smallest value that at least 95 % of the values do not exceed.
        p95 = ordered[max(0, -(-len(ordered) * 95 // 100) - 1)]
        return {
            "lowest": ordered[0],
            "median": statistics.median(ordered),
            "p95": p95,
            "highest": ordered[-1],
        }

    def missed(self) -> list[str]:
        """Say which aims are missed."""
        found = self.statistics()
        return [name for name, limit in self.aims.items() if found[name] > limit]

    def for_json(self) -> dict[str, object]:
        """Give what a program reads."""
        found = {name: round(number, 3) for name, number in self.statistics().items()}
        count = {"count": len(self.values)}
        judged = {"aims": self.aims, "missed": self.missed()} if self.aims else {}
        return {"what": self.what, "unit": self.unit, **count, **found, **judged, "note": self.note}


def machine() -> dict[str, object]:
    """Say on what it was measured, and how busy that was."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": None if load is None else round(load, 1),
    }


def number(value: float) -> str:
    """Give three figures that matter."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def show(measured: list[Measured], left_out: dict[str, str], before: dict[str, object]) -> str:
    """Draw the table and write the JSON."""
    console = Console(width=118, record=True, file=io.StringIO())
    busy = f"load {before['load']} before, {machine()['load']} after"
    table = Table(
        title=f"Local Change, measured in one run: {before['cores']} cores, {busy}",
        box=box.SIMPLE_HEAD,
        caption="median / 95th percentile, or one number; aims are upper limits",
    )
    table.add_column("what", max_width=52)
    table.add_column("times", justify="right")
    table.add_column("median", justify="right")
    table.add_column("95th", justify="right")
    table.add_column("unit")
    table.add_column("aim", justify="right")
    table.add_column("")
    for one in measured:
        found, many = one.statistics(), len(one.values) > 1
        table.add_row(
            one.what + (f"\n  {one.note}" if one.note else ""),
            str(len(one.values)),
            number(found["median"]),
            number(found["p95"]) if many else "",
            one.unit,
            " / ".join(number(limit) for limit in one.aims.values()),
            ("missed" if one.missed() else "met") if one.aims else "",
        )
    for what, why in left_out.items():
        table.add_row(f"{what}\n  not measured: {why}", "0", "", "", "", "", "left out")
    console.print(table)
    document = {
        "machine": before,
        "measured": [one.for_json() for one in measured],
        "left_out": left_out,
    }
    return f"{console.export_text()}\n{json.dumps(document, ensure_ascii=False)}\n"
