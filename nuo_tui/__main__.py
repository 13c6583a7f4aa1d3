"""``python -m nuo_tui`` is ``nuo``."""

import sys

from nuo_tui.main import main

if __name__ == "__main__":
    sys.exit(main())
