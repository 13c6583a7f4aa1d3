"""The application: the top floor, which knows everything below and is known by nobody.

Here live the command line (``main`` and ``cli``), the Textual application that composes and routes (``app``), the
theme, the settings, the demo caseload with its files, and the catalogues with the module that installs them. Whoever
looks for what a command does to the store goes down: ``cli`` calls ``db`` directly, ``app`` calls ``screens``.

``nuo --help`` loads neither Textual nor SQLAlchemy: what a command needs, it imports when it runs.
"""

__version__ = "0.1.0"
