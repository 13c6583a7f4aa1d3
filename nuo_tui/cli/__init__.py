"""The command line: ``nuo`` and its commands, a contract that scripts rely on.

``root.py`` has the table of all commands and the options that every one of them understands; it loads only the module
of the command that is run. Each further module holds one group of commands as plain functions: they open the store
through ``session.py``, call ``db`` directly, write through ``output.py``, and return their exit code.

Exit codes: 0 done · 1 refused by a rule, or problems found · 2 wrong use or bad input · 3 the store can't be opened.
"""
