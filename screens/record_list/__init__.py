"""The one list of the product: every list of records is this widget, with fifty rows or a million.

From the inside out: ``wants`` says which rows to read, ``view`` knows which rows are on the screen and where the cursor
is, ``latest`` and ``feed`` read beside the painting (so far without Textual); ``columns``, ``cells`` and ``painter``
make lines of rows; ``scroll_bar`` and ``moving`` have the mouse and the keys, ``painting`` puts the lines on the screen,
``marking`` has the marks, and ``widget`` shows another list and tells the screen what happens in it.
"""

from screens.record_list.widget import RecordList

__all__ = ("RecordList",)
