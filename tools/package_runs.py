"""Run the models of the earlier modules at the corners that a package can lead to, and keep what they give.

Run it with the Python of the course::

    python tools/package_runs.py [MODEL ...]

With names, only those models are run again and the others stay as they are. It takes a few minutes.
"""

import json
import sys

from localchange.models.package_runs import FILE, GRIDS, run_grid


def main() -> None:
    """Write the file."""
    kept = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    for name in sys.argv[1:] or GRIDS:
        kept[name] = run_grid(GRIDS[name])
        print(f"{name}: {len(GRIDS[name].corners())} corners, {len(GRIDS[name].seeds)} draws at each")
    text = json.dumps({name: kept[name] for name in GRIDS if name in kept}, separators=(",", ":"))
    FILE.write_text(text.replace('},"', '},\n"') + "\n", "utf-8")


if __name__ == "__main__":
    main()
