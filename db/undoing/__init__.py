"""Taking one's own acts back, and doing them again: an undo is an entry of the journal like any other.

``standing.py``   which entries of the journal stand: what was undone does not, unless that undo was undone
``obstacles.py``  what stands in the way of undoing an entry: who did what since, to which record
``pointing.py``   who points at a record that would go, read from the journal since
``placements.py`` the rules: a placement that would run again, or that rests on what is taken back
``rights.py``     whether who undoes may do so at all
``reversing.py``  the writing: old values come back, what was added goes out, what was taken out comes in again
``own_acts.py``   the room's front door: my last acts in words, what undoing one would do, undo and redo

Imports keep a way of their own (``db/undo.py``): they leave people and places that are in use where they are.
"""
