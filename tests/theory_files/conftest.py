"""The theories made at random, which the tests of the model use too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "models" / "theory_of_change"))
