"""Tables for the pages, generated from the code during the build."""

import ast
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from complete import FULL
from diplomacy_events import Dataset, errors, formats
from diplomacy_events.arrow import schema
from diplomacy_events.cli.filter_options import filters
from diplomacy_events.codebook import paragraphs_of
from diplomacy_events.formats.format import Format, Omission
from diplomacy_events.formats.rdf import terms
from diplomacy_events.model.description import (
    CLASSES,
    KINDS,
    derived_fields,
    fields,
    header,
)
from diplomacy_events.schemes import CAMEO, PLOVER, Meaning
from diplomacy_events.vocabulary import CLOSE_ACTS, VOCABULARIES

ROOT = Path(__file__).parent.parent
THINGS: list[Any] = [Dataset, *CLASSES.values()]
SAID = {
    "Cite as": "`Dataset.citation`",
    "Count": "how many there are",
    "Kind": "the class of a record or an actor",
    "Licence": "`Dataset.licence`",
    "Version": "`Dataset.version`",
    "Who": "who acts, and to, with or against whom",
}
"""Labels that do not belong to a field of the model."""
Table = tuple[Sequence[str], Iterable[Sequence[str]]]


@cache
def all_tables() -> dict[str, str]:
    """Return every table in Markdown, by the name that pages use."""
    made: dict[str, Table] = {
        "floors": (("floor", "module", "what it is"), floors()),
        "format_abilities": (("format", "suffixes", *ABILITIES), abilities()),
        "format_losses": (("format", "class", "keeps", "leaves out"), losses()),
        "arrow_columns": (("column", "type", "classes"), columns()),
        "linked_fields": (("class", "field", "property", "value"), linked_fields()),
        "linked_classes": (("class", "is also"), linked_classes()),
        "labels": (("label", "field"), labels()),
        "filters": (("filter", "meaning"), filter_options()),
        "error_classes": (("error", "is also", "when"), error_classes()),
    }
    made |= {
        "close_acts": (("acts", "how to choose"), close_acts()),
        "cameo_codes": (("code", "meaning", "becomes"), codes(CAMEO.values())),
        "plover_codes": (("class", "meaning", "becomes"), codes(PLOVER.values())),
    }
    tables = {name: "\n".join(rows(*table)) for name, table in made.items()}
    return {
        **tables,
        "single_losses": "\n".join(single_losses()),
        "vocabularies": "\n".join(vocabularies()),
    }


def rows(head: Sequence[str], body: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    for cells in (head, ["---"] * len(head), *body):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def floors() -> Iterator[Sequence[str]]:
    """Yield the floors of the package, from the contract on imports."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    whole = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    for depth, layer in enumerate(whole):
        for name in layer.split(" | "):
            yield str(len(whole) - depth), f"`{name}`", first_line(name)


def filter_options() -> Iterator[Sequence[str]]:
    """Give each filter of the command line."""
    for name, meaning in filters().items():
        yield f"`--{name}`", meaning


def labels() -> Iterator[Sequence[str]]:
    """Yield the label of each field, including computed ones."""
    found: dict[str, dict[str, str]] = {}
    for cls in with_parts(CLASSES.values()):
        for field in (*fields(cls), *derived_fields(cls)):
            found.setdefault(field.label, {})[field.name] = f"`{field.name}`"
    for label in sorted(found.keys() | SAID.keys(), key=str.lower):
        yield label, ", ".join(found.get(label, {}).values()) or SAID[label]


def with_parts(classes: Iterable[type]) -> list[type]:
    """Return some classes, and those of their parts."""
    found = list(classes)
    for cls in found:
        for field in fields(cls):
            if field.composite and field.holds not in found:
                found.append(field.holds)
    return found


def first_line(module: str) -> str:
    """Return the first line of a module's description."""
    folder = ROOT / "src" / "diplomacy_events"
    path = folder / f"{module}.py"
    if not path.is_file():
        path = folder / module / "__init__.py"
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0]


def vocabularies() -> Iterator[str]:
    """Yield each vocabulary: its subject, and a table of its words."""
    for vocabulary in VOCABULARIES:
        yield from (f"**{vocabulary.__name__}**", "")
        for paragraph in paragraphs_of(vocabulary):
            yield from (paragraph, "")
        words = (
            (f"`{member.value}`" if member.value else "(none)", member.definition, said)
            for member in vocabulary
            for said in [member.example]
        )
        yield from rows(("word", "what it means", "an example"), words)
        yield ""


def close_acts() -> Iterator[Sequence[str]]:
    """Yield the acts that are easily confused, and what distinguishes them."""
    for close in CLOSE_ACTS:
        yield ", ".join(f"`{act}`" for act in close.acts), close.rule


def codes(meanings: Iterable[Meaning]) -> Iterator[Sequence[str]]:
    """Yield the records that codes of other schemes become."""
    for one in meanings:
        words = [word for word in (one.act, one.form) if word]
        of = "".join(f", `{word}`" for word in words)
        sides = f": {' and '.join(dict.fromkeys(one.sides))}" if one.sides else ""
        becomes = f"{one.record}{of}{sides}" if one.record else f"– ({one.left_out})"
        yield f"`{one.code}`", one.label, becomes


ABILITIES = ("reads", "streams", "writes", "in memory", "complete", "lossless")


def abilities() -> Iterator[Sequence[str]]:
    """Yield the abilities of each format."""
    for format in formats():
        suffixes = ", ".join(f"`{end}`" for end in format.suffixes)
        can = (
            format.reads,
            format.streams,
            format.writes,
            format.dumps is not None,
            not omitted(format),
            format.lossless,
        )
        yield f"`{format.name}`", suffixes, *("yes" if does else "–" for does in can)


@cache
def omitted(format: Format) -> Sequence[Omission]:
    """Return what a format leaves out of a dataset that has everything."""
    return tuple(format.omitted(FULL))


def lossy() -> list[Format]:
    """Return the formats that leave something out."""
    return [format for format in formats() if omitted(format)]


def left_out(format: Format, cls: type) -> dict[str, str]:
    """Return what a format leaves out of a class, with why; "" is the class itself."""
    found: dict[str, str] = {}
    about = {field.name for field in header(Dataset)}
    for omission in omitted(format):
        owner, _, path = omission.field.partition(".")
        reason = omission.reason.partition(" (in ")[0]
        if cls is Dataset and owner in about:
            found[owner] = reason
        elif owner == cls.__name__:
            found[path] = reason
    return found


def paths(cls: type, within: str = "") -> Iterator[str]:
    """Yield the fields of a class, and of its parts."""
    for field in header(cls) if cls is Dataset else fields(cls):
        path = f"{within}{field.name}"
        yield path
        if field.composite:
            yield from paths(field.holds, f"{path}.")


def kept(format: Format, cls: type) -> list[str]:
    """Return the fields of a class that a format keeps, in whole or in part."""
    left = left_out(format, cls)
    if "" in left:
        return []
    found: list[str] = []
    for path in paths(cls):
        steps = path.split(".")
        above = {".".join(steps[: number + 1]) for number in range(len(steps))}
        partly = any(name.startswith(f"{path}.") for name in left)
        if not partly and not above.intersection([*left, *found]):
            found.append(path)
    return found


def usual(reasons: dict[str, str]) -> str:
    """Return the most common reason, which the table does not repeat."""
    return max(reasons.values(), key=list(reasons.values()).count, default="")


def losses() -> Iterator[Sequence[str]]:
    """Yield what each lossy format keeps, and what it leaves out."""
    for format in lossy():
        missing: dict[str, str] = {}
        for cls in THINGS:
            left, keeps = left_out(format, cls), ", ".join(kept(format, cls))
            said = [
                path if why == usual(left) else f"{path} ({why})"
                for path, why in sorted(left.items())
            ]
            if keeps:
                yield f"`{format.name}`", cls.__name__, keeps, ", ".join(said)
            else:
                missing[cls.__name__] = usual(left)
        if missing:
            why = f"everything: {usual(missing)}"
            yield f"`{format.name}`", ", ".join(missing), "nothing", why


def single_losses() -> Iterator[str]:
    """Yield why formats leave out single records, as a list."""
    for format in lossy():
        reasons: dict[str, list[str]] = {}
        for omission in omitted(format):
            if omission.id is not None:
                why, of, act = omission.reason.partition(" for ")
                acts = reasons.setdefault(f"{why}{of}", [])
                acts += [act] if act and act not in acts else []
        if reasons:
            why = "; ".join(f"{why}{', '.join(acts)}" for why, acts in reasons.items())
            yield f"- `{format.name}`: {why}."


def columns() -> Iterator[Sequence[str]]:
    """Yield the columns of all classes in Arrow."""
    found: dict[str, tuple[str, list[str]]] = {}
    for kind in KINDS:
        for column in schema(kind.cls, names=True, folded=True):
            may = "" if column.nullable else ", never null"
            cell = f"`{arrow_type(column.type)}`{may}"
            held, of = found.setdefault(column.name, (cell, []))
            name = kind.cls.__name__
            of.append(name if held == cell else f"{name} ({cell})")
    for column_name, (cell, of) in found.items():
        yield f"`{column_name}`", cell, ", ".join(of)


def arrow_type(found: Any) -> str:
    """Return a short description of an Arrow type."""
    from pyarrow import types

    if types.is_list(found):
        return f"list<{arrow_type(found.value_type)}>"
    if types.is_struct(found):
        parts = ", ".join(f"{part.name}: {arrow_type(part.type)}" for part in found)
        return f"struct<{parts}>"
    if types.is_dictionary(found):
        return f"dictionary<{arrow_type(found.value_type)}>"
    return "date32" if types.is_date32(found) else str(found)


def linked_fields() -> Iterator[Sequence[str]]:
    """Yield the property of each field in linked data."""
    words = {terms.NODE: "node", terms.REFERENCE: "reference"}
    plural = {"node": "nodes", "reference": "references"}
    for cls in terms.classes():
        for term in terms.fields(cls):
            value = words.get(term.kind, term.kind)
            value = f"list of {plural.get(value, value)}" if term.many else value
            yield cls.__name__, f"`{term.name}`", f"`{term.predicate}`", value


def linked_classes() -> Iterator[Sequence[str]]:
    """Yield the classes of linked data."""
    for cls in terms.classes():
        also = ", ".join(f"`{name}`" for name in terms.TYPES.get(cls, ()))
        yield f"`dipl:{cls.__name__}`", also


def error_classes() -> Iterator[Sequence[str]]:
    """Yield the errors, their built-in bases, and when each is raised."""
    for name in errors.__all__:
        cls = getattr(errors, name)
        above = [kind for kind in cls.__mro__ if kind.__module__ == "builtins"]
        also = above[: above.index(Exception)] if Exception in above else []
        if also:
            names = ", ".join(f"`{kind.__name__}`" for kind in also)
            when = (cls.__doc__ or "").partition("\n")[0].rstrip(".")
            yield f"[`{name}`](#{name.lower()})", names, when[0].lower() + when[1:]
