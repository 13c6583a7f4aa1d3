"""What all screens share: the list, the file and the form around every subject, the frame, small dialogs, the palette.

A subject gives its name, its keys and its words; everything else is here, once. Three tables say which screens there are:
``modes`` (the number keys), ``files`` (the file of a record) and ``commands`` (the palette).
"""
