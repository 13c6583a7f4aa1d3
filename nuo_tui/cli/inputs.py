"""What was typed, checked by the same models as the forms on the screens."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from models.errors import InvalidInput
from models.fields import problems

Input = TypeVar("Input", bound=BaseModel)


def checked(model: type[Input], values: dict[str, Any]) -> Input:
    """``values`` as ``model``; :class:`InvalidInput` says in one sentence what is wrong with which."""
    try:
        return model(**values)
    except ValidationError as error:
        raise InvalidInput(list(problems(error))) from None
