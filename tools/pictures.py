"""Make the pictures of ``docs/pictures/`` with the application itself: ``python -m tools.pictures``."""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from nuo_tui import catalogues
from nuo_tui.app import NuoApp
from nuo_tui.demo import CONSULTANT, make_demo

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (110, 30)
SHOTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("clients", CONSULTANT, ("2", "down")),
    ("proposal", CONSULTANT, ("4", "f", "down", "enter", "down", "e")),
    ("coordination", "M. Dijkhuis", ("5",)),
    ("what-if", CONSULTANT, ("2", "down", "down", "w", *("down",) * 9)),
    ("duplicates", "B. Nijland", ("3", "D", "enter")),
    ("team", "R. Wessels", ("6",)),
    ("overdue", "R. Wessels", ("5",)),
)
"""Name of the picture, who looks, and the keys that lead there."""


async def take(folder: Path) -> None:
    """Take every picture on the demo caseload."""
    catalogues.install("nl")
    with make_demo(folder / "demo.store", None) as store:
        for name, who, keys in SHOTS:
            app = NuoApp(store, store.actor(who), demo=True)
            async with app.run_test(size=SIZE) as pilot:
                for key in keys:
                    await pilot.press(key)
                    await app.workers.wait_for_complete()
                    await pilot.pause(0.3)
                PICTURES.mkdir(exist_ok=True)
                (PICTURES / f"{name}.svg").write_text(_without_web_fonts(app.export_screenshot(title="nuo")), encoding="utf-8")
                print(f"docs/pictures/{name}.svg")


def _without_web_fonts(svg: str) -> str:
    """The picture with the reader's own monospaced font: it asks nothing of the network."""
    whole = svg.replace("<text ", '<text xml:space="preserve" ')
    return re.sub(r"@font-face \{.*?\}\s*", "", whole, flags=re.DOTALL).replace("Fira Code", "monospace")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        asyncio.run(take(Path(where)))
