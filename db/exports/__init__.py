"""Exporting: records as CSV, as a workbook (XLSX) or as JSON, that the import takes back unchanged."""

from __future__ import annotations

from db.exports.writing import Exported, export

__all__ = ("Exported", "export")
