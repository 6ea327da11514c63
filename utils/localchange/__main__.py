"""``python -m localchange``: the same as the command ``localchange``."""

from localchange.cli import main

if __name__ == "__main__":
    main()
