"""Build hook: compiles the catalogues, so that a wheel or an editable install speaks Dutch and English."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ONE_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Compiled catalogues carry a date; always the same one, so that the same texts give the same bytes."""


def compile_catalogues(root: Path) -> None:
    """Write a ``.mo`` beside every ``.po`` whose texts it does not have yet."""
    for source in sorted(root.glob("nuo_tui/locale/*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        catalogue.creation_date = catalogue.revision_date = ONE_DAY
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        target = source.with_suffix(".mo")
        if not target.exists() or target.read_bytes() != compiled.getvalue():
            target.write_bytes(compiled.getvalue())


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """``artifacts`` in pyproject takes the compiled catalogues along, though git ignores them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it collects the files."""
        compile_catalogues(Path(self.root))
