"""``python -m nuo_tui`` is ``nuo``."""

from nuo_tui.main import main

if __name__ == "__main__":
    main()
