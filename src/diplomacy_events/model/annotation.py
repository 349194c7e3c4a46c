"""The meaning of a field's annotation: a class, of one, several or optional values."""

from types import NoneType, UnionType
from typing import Any, NamedTuple, get_args, get_origin

__all__ = ["Annotation", "annotation"]


class Annotation(NamedTuple):
    """The parts of an annotation.

    Attributes:
        of: the class of the value, or of each item.
        many: whether the value is a tuple, or a collection of a dataset.
        optional: whether it may be `None`.
    """

    of: Any
    many: bool
    optional: bool


def annotation(given: object) -> Annotation:
    """Return the parts of an annotation.

    >>> annotation(tuple[str, ...] | None)
    Annotation(of=<class 'str'>, many=True, optional=True)
    """
    optional = isinstance(given, UnionType)
    if optional:
        (given,) = (one for one in get_args(given) if one is not NoneType)
    many = get_origin(given) is not None
    return Annotation(get_args(given)[0] if many else given, many, optional)
