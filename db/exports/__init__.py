"""Exporting: clients, employers and placements as CSV that a spreadsheet opens and the import takes back unchanged."""

from __future__ import annotations

from db.exports.writing import Exported, export

__all__ = ("Exported", "export")
