"""A process that reads: ``reading.py FOLDER``; says as JSON which answers there are and what it was told."""

import json
import sys
from pathlib import Path

from localchange.answers import AnswerStore

store = AnswerStore(Path(sys.argv[1]), "03_targets")
print("ready", flush=True)
sys.stdin.readline()
answers = store.read()
print(json.dumps({"keys": sorted(answers), "notice": store.notice}), flush=True)
