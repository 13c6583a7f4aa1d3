"""What people see: Textual screens and widgets, one module a subject.

The same subject has the same name as on the floors below: ``models/placement.py``, ``db/placements.py``,
``screens/placements/``. A screen asks ``db`` for frozen rows, shows them, and hands what was typed back to ``db``;
it holds no SQL and decides no rule.

Two modules know no Textual, so that the command line can use them without loading it: ``texts`` turns sentences into
Dutch or English, ``visible`` shows control and direction marks in people's text as what they are. People's text never
meets a markup parser.
"""
