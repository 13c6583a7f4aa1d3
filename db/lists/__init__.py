"""Every list of records: what it is chosen by, how it is ordered, and what its rows show.

``subjects/``      per subject: the tables behind it, its fields by name, what it is found and ordered by
``selection.py``   from search text and filters to SQL
``sources.py``     the windows that a screen's list reads (:class:`db.windows.ListSource`)
``rows.py``        whole rows by field name, for the command line and for export
``clients.py`` …   the columns and cells of one subject's list on a screen
"""
