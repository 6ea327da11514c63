"""Write ``docs/marking-attacks.md``: every attack, against stock nbgrader and against this course.

    python tests/attacks/write_table.py            # from what was recorded
    python tests/attacks/write_table.py --stock    # let them all loose on stock nbgrader first (half an hour)

What stock nbgrader did is recorded in ``on_stock.json`` beside this file.
"""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).parent
RECORD = HERE / "on_stock.json"
sys.path.insert(0, str(HERE))


def record() -> None:
    """Let every attack loose on stock nbgrader, and keep what came of it."""
    from handed_in import ATTACKS, on_stock
    from handed_in.untidy import UNTIDY

    wanted = sys.argv[2:]
    loose = [each for each in (*ATTACKS.values(), *UNTIDY.values()) if not wanted or each.learner in wanted]
    kept = json.loads(RECORD.read_text()) if RECORD.is_file() else {}
    with tempfile.TemporaryDirectory() as folder:
        for name, found in on_stock.run(Path(folder), loose):
            kept[name] = asdict(found)
            RECORD.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n")
            print(name, found, flush=True)


if __name__ == "__main__":
    if "--stock" in sys.argv:
        record()
