"""A process that saves: ``saving.py FOLDER PREFIX HOW_MANY``; says each number once it is saved."""

import sys
from pathlib import Path

from localchange.answers import AnswerStore

folder, prefix, how_many = sys.argv[1:]
store = AnswerStore(Path(folder), "03_targets")
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(how_many)):
    store.save(f"{prefix}_{number % 40}", "text", {"text": f"{number} " * 500})
    print(number, flush=True)
