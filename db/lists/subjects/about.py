"""What contact moments and actions are about, as fields of their lists."""

from __future__ import annotations

from db.lists.subjects.list_subject import PERSON

ABOUT = {
    "number": "NULL",
    "name": f"coalesce({PERSON.format('c')}, e.name)",
    "client": "c.number",
    "employer": "e.number",
    "employer_name": "e.name",
    "placement": "p.number",
}
"""What a contact moment or an action is about. They have no number of their own; people know them by what they say."""
