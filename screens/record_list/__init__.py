"""The one list of the product: every list of records is this widget, with fifty rows or a million.

From the inside out: ``wants`` says which rows to read, ``view`` knows which rows are on the screen and where the cursor
is (both without Textual), ``latest`` reads beside the painting, ``columns``, ``cells``, ``scroll_bar`` and ``painter``
make lines of rows, and ``widget`` ties keys, mouse and answers together.
"""

from screens.record_list.widget import RecordList

__all__ = ("RecordList",)
