"""A process that commits a prediction: ``committing.py FOLDER BEST``; says "committed" or why not."""

import sys
from pathlib import Path

from localchange.answers import AnswersError, AnswerStore

store = AnswerStore(Path(sys.argv[1]), "03_targets")
value = {"low": 0, "best": int(sys.argv[2]), "high": 100, "unit": "%"}
print("ready", flush=True)
sys.stdin.readline()
try:
    store.save("guess", "prediction", value, locked=True)
    print("committed", flush=True)
except AnswersError as error:
    print(error, flush=True)
