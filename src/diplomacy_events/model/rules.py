"""Rules for the fields of the model, as attrs validators.

A rule on one value is a validator of its field. A rule on several fields is in the
``__attrs_post_init__`` of its class. Both report through `refuse_field`, which names
the field, the rule and the value.
"""

import re
import reprlib
from collections.abc import Callable, Collection, Mapping
from functools import cache
from typing import Any, NoReturn, Protocol

from diplomacy_events.errors import FieldValueError
from diplomacy_events.folding import INVISIBLE

__all__ = [
    "Rule",
    "Rules",
    "at_least",
    "distinct",
    "distinct_names",
    "each",
    "iso_3166_1_alpha_3",
    "language_tag",
    "lines",
    "one_line",
    "positive",
    "quoted",
    "refuse",
    "refuse_field",
    "rules_of",
    "sha256_hex",
    "share",
    "short",
    "slug",
    "slugs",
    "spoken",
    "web_address",
    "wikidata_id",
]


def refuse_field(instance: object, field: str, rule: str, value: object) -> NoReturn:
    """Raise the `FieldValueError` of an instance whose field breaks a rule."""
    owner = type(instance).__name__
    name = getattr(instance, "id", None)
    label = f"{owner}.{field}" if name is None else f"{owner} {name!r}, {field}"
    refuse(label, rule, value, field=f"{owner}.{field}")


def refuse(
    label: str,
    rule: str,
    value: object,
    *,
    field: str,
    cause: Exception | None = None,
) -> NoReturn:
    """Raise a `FieldValueError` that names the place, the rule and the value."""
    raise FieldValueError(
        f"{label}: {rule}; got {short(value)}",
        field=field,
        rule=rule,
        value=value,
    ) from cause


MOST_QUOTED = 200
"""The most characters of a text that a message repeats."""
SHORT = reprlib.Repr()
SHORT.maxother = 60
"""Long enough for a member of an enum or a period, which must not be cut."""


def short(value: object) -> str:
    """Return the repr of a value for a message, shortened if it is long."""
    try:
        return SHORT.repr(value)
    except ValueError:
        # Python does not print integers of thousands of digits.
        return f"a {type(value).__name__} too long to print"


def quoted(text: str) -> str:
    """Return a text for a message, whole unless nobody would read it."""
    return repr(text) if len(text) <= MOST_QUOTED else short(text)


class Named(Protocol):
    """A field of attrs or of `model.description`."""

    @property
    def name(self) -> str:
        """Its name."""


class Rule:
    """A rule on one value, or on every item of a tuple; a missing value is valid.

    Attributes:
        name: what it requires, as in messages.
        keywords: the same in keywords of JSON Schema.
        of_items: the rule for every item, if this is a rule for items.
        prose: whether it is for words that people read, not for ids or codes.
    """

    __slots__ = ("_many", "_test", "keywords", "name", "of_items", "prose")

    def __init__(
        self,
        test: Callable[[], Callable[[Any], object]],
        name: str,
        keywords: Mapping[str, Any],
        of_items: "Rule | None" = None,
        many: Callable[[Collection[Any]], bool] | None = None,
        *,
        prose: bool = False,
    ) -> None:
        self._test, self.name, self.keywords = test, name, keywords
        self.of_items, self._many, self.prose = of_items, many, prose

    @property
    def each(self) -> bool:
        """Whether it is a rule for every item."""
        return self.of_items is not None

    def __call__(self, instance: object, attribute: Named, value: Any) -> None:
        """Check the value of a field, as a validator of attrs.

        Raises:
            FieldValueError: if it breaks the rule.
        """
        holds = self._test()
        for item in value if self.each else (value,):
            if item is not None and not holds(item):
                refuse_field(instance, attribute.name, self.name, item)

    def hold(self, values: Collection[object]) -> bool:
        """Return whether all of many values are valid; none may be missing."""
        if self._many is not None:
            return self._many(values)
        return all(map(self._test(), values))


def _rule(
    holds: Callable[[Any], object],
    rule: str,
    many: Callable[[Collection[Any]], bool] | None = None,
    **keywords: object,
) -> Rule:
    """Return a rule; `many` checks a whole list of values at once."""
    return Rule(lambda: holds, rule, keywords, many=many)


def _shape(
    pattern: str,
    rule: str,
    many: Callable[[Collection[Any]], bool] | None = None,
    *,
    prose: bool = False,
) -> Rule:
    # The end of the text in ECMAScript and in Python, whose `$` allows a line break.
    keywords = {"pattern": rf"^{pattern}$(?!\n)"}
    # Compiled on first use: all of them together would be a tenth of the import time.
    test = cache(lambda: re.compile(pattern).fullmatch)
    return Rule(test, rule, keywords, many=many, prose=prose)


def each(rule: Rule) -> Rule:
    """Apply a rule to every item of a tuple."""
    return Rule(rule._test, rule.name, {}, rule, prose=rule.prose)  # noqa: SLF001  # its own class


class Rules:
    """Several rules on one field, checked in their order, as one attrs validator.

    Attributes:
        rules: the rules.
    """

    __slots__ = ("rules",)

    def __init__(self, *rules: "Rule | Rules") -> None:
        self.rules: tuple[Rule, ...] = tuple(
            [one for rule in rules for one in rules_of(rule)]
        )

    def __call__(self, instance: object, attribute: Named, value: object) -> None:
        """Check the value of a field, as a validator of attrs.

        Raises:
            FieldValueError: if it breaks one of the rules.
        """
        for rule in self.rules:
            rule(instance, attribute, value)


def rules_of(validator: "Rule | Rules | None") -> tuple[Rule, ...]:
    """Return the rules that the validator of a field checks."""
    if validator is None:
        return ()
    return validator.rules if isinstance(validator, Rules) else (validator,)


def at_least(least: int) -> Rule:
    """Require a minimum number of items."""
    return _rule(
        lambda value: len(value) >= least,
        f"must have at least {least}",
        lambda values: min(map(len, values), default=least) >= least,
        minItems=least,
    )


# The characters of category Cc, with and without line feed and tab: XML cannot contain
# most of them, and terminals execute them.
CONTROL = r"\x00-\x1f\x7f-\x9f"
CONTROL_BUT_BREAKS = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
# The other characters that Python treats as white space. Patterns spell them out,
# because every language defines white space differently.
SPACE = r" \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
GREATEST_INTEGER = 2**63 - 1


def _all_distinct(values: Collection[Any]) -> bool:
    # Most tuples have one item or none.
    several = [value for value in values if len(value) > 1]
    return sum(map(len, map(set, several))) == sum(map(len, several))


distinct = _rule(
    lambda value: len(set(value)) == len(value),
    "must not repeat an item",
    _all_distinct,
    uniqueItems=True,
)
distinct_names = _rule(
    lambda value: len({item.name for item in value}) == len(value),
    "must not repeat a name",
)
one_line = _shape(
    rf"(?![{SPACE}])(?![{SPACE}{INVISIBLE}]*$)[^{CONTROL}\u2028\u2029]+(?<![{SPACE}])",
    "must be one line: not blank, without control characters or surrounding spaces",
    prose=True,
)
positive = _rule(
    lambda value: 0 < value <= GREATEST_INTEGER,
    f"must be from 1 to {GREATEST_INTEGER}",
    minimum=1,
    maximum=GREATEST_INTEGER,
)
share = _rule(
    lambda value: 0 <= value <= 1,
    "must be from 0 to 1",
    minimum=0,
    maximum=1,
)
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
slug = _shape(
    SLUG,
    "must be a slug: lowercase letters and digits, separated by single hyphens",
)
spoken = _shape(
    rf"(?![{SPACE}{INVISIBLE}\t\n]*$)[^{CONTROL_BUT_BREAKS}]+",
    "must not be blank or contain control characters other than line feeds and tabs",
    prose=True,
)
HEX = b"0123456789abcdef"
sha256_hex = _shape(
    "[0-9a-f]{64}",
    "must be a SHA-256 digest in 64 lowercase hex digits",
    # There is one in every anchor.
    lambda values: (
        set(map(len, values)) <= {64}
        and not "".join(values).encode("ascii", "replace").translate(None, HEX)
    ),
)
wikidata_id = _shape("Q[1-9][0-9]*", "must be a Wikidata item such as 'Q159'")
iso_3166_1_alpha_3 = _shape(
    "[A-Z]{3}", "must have the form of an ISO 3166-1 alpha-3 code, such as 'RUS'"
)
language_tag = _shape(
    "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*",
    "must have the form of a BCP 47 language tag, such as 'en'",
)
slugs = Rules(distinct, each(slug))
lines = Rules(distinct, each(one_line))
web_address = _shape(r"https?://[!-~]+", "must be an http or https address")
