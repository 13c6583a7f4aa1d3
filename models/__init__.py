"""What things are: the ground floor of the house.

Here live the tables (SQLModel), the value types and enums, what people may type (the ``…Create`` and
``…Update`` models), and the rules. Everything is pure: no I/O, no clock, no SQL, no Textual, and nothing
from the floors above. A sentence for people is a :class:`models.messages.Message`: an id with its values;
which language it is read in is decided upstairs.

Modules that a screen needs for its first paint (``kinds``, ``messages``, ``errors``, ``values``) do not import
SQLModel, so that a list is on the screen before the tables are loaded.
"""
