"""From what went wrong to one plain sentence and an exit code."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from models.errors import BadInput, Blocked, Conflict, NuoError
from models.messages import N_, Message
from screens.texts import _, render

if TYPE_CHECKING:
    from typer.exceptions import TyperException

INTERRUPTED = 130
PIPE_CLOSED = 141


class Trouble(NamedTuple):
    """What people and scripts are told when a command can't do its work."""

    error: str
    hint: str
    exit_code: int
    more: dict[str, Any]
    """Further keys for ``--json``."""

    def line(self) -> str:
        """The sentence for stderr."""
        return f"{self.error} {self.hint}".strip()

    def json(self) -> dict[str, Any]:
        """The object for ``--json``."""
        return {"error": self.error, "hint": self.hint or None, **self.more}


def of_nuo_error(error: NuoError) -> Trouble:
    """An error of the store, the rules or what was typed."""
    more: dict[str, Any] = {}
    text = render(error.message)
    match error:
        case Blocked(numbers=numbers):
            more["blocking"] = list(numbers)
        case Conflict(changes=changes):
            more["changes"] = [render(change) for change in changes]
            text = " ".join([text, *more["changes"]])
    return Trouble(text, render(error.hint) if error.hint else "", error.exit_code, more)


def of_system(error: OSError) -> Trouble:
    """A file that can't be read or written."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    if error.filename is None:
        return Trouble(_("The system refuses: {reason}.", reason=reason), "", BadInput.exit_code, {})
    text = _("The file {file} can't be read or written: {reason}.", file=str(error.filename), reason=reason)
    return Trouble(text, "", BadInput.exit_code, {})


def of_fault(fault: Exception) -> Trouble:
    """A fault of the program itself; a report of it is kept, without anybody's data."""
    from nuo_tui.faults import write_report

    report = write_report(fault)
    hint = (
        _("What happened is in {file}, without anybody's data: send it to who maintains the program.", file=str(report))
        if report
        else ""
    )
    return Trouble(_("The program made a mistake ({kind}) and stopped.", kind=type(fault).__name__), hint, BadInput.exit_code, {})


def usage_error(error: TyperException) -> BadInput:
    """A command line that typer can't read, as a sentence in the reader's language."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "nuo"
    return BadInput(_usage_sentence(error), Message(N_("See '{command} --help'."), command=command))


def _usage_sentence(error: Any) -> Message:
    param = getattr(error, "param", None)
    match type(error).__name__:
        case "MissingParameter":
            return Message(N_("{what} is missing."), what=_shown(param))
        case "NoSuchOption":
            return Message(N_("There is no option {option}."), option=error.option_name)
        case "BadOptionUsage" if "does not take a value" in error.message:
            return Message(N_("Option {option} takes no value."), option=error.option_name)
        case "BadOptionUsage":
            return Message(N_("Option {option} needs a value."), option=error.option_name)
        case "BadParameter" if param is not None and (bounds := _bounds(param)):
            least, most = bounds
            return Message(N_("{what} is a whole number from {least} to {most}."), what=_shown(param), least=least, most=most)
        case "BadParameter" if param is not None:
            return Message(N_("The value given for {what} can't be used here."), what=_shown(param))
    text = str(error.message)
    if text.startswith("Missing command"):
        return Message(N_("Say which command."))
    if "unexpected extra argument" in text:
        extra = text.rpartition("(")[2].rstrip(")")
        return Message(N_("There is more on the line than this command takes: {extra}."), extra=extra)
    return Message(N_("The command line can't be read: {reason}"), reason=text)


def _bounds(param: Any) -> tuple[str, str] | None:
    """The smallest and the largest number that a parameter takes; None when it takes something else than numbers."""
    told = param.type_descriptor.parameter_info
    least, most = getattr(told, "min", None), getattr(told, "max", None)
    return None if least is None or most is None else (str(least), str(most))


def _shown(param: Any) -> str:
    return str(param.opts[0] if param.param_type_name == "option" else param.display_name_raw)
