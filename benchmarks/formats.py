"""How fast JSON Lines are read and written, compared with other libraries.

Run it as ``python benchmarks/formats.py [records]``; it needs pydantic, orjson and
mashumaro. Each number is the least processor time of several runs in its own process,
because other objects in memory slow down a library that leaves the garbage collector
on. The data written are those read before. Ratios are relative to orjson with plain
dicts, which checks nothing. The collector runs with its defaults for all; a second
column pauses it for the others too, as this package does for itself.
"""

import gc
import sys
import time
from collections.abc import Callable
from dataclasses import field, make_dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import attrs
import cattrs.preconf.orjson
import msgspec
import orjson
import pydantic
from cattrs.strategies import configure_tagged_union
from made import make
from mashumaro.codecs.orjson import ORJSONDecoder, ORJSONEncoder
from mashumaro.config import BaseConfig

from diplomacy_events import dumps, loads
from diplomacy_events.formats.json.jsonl import pieces
from diplomacy_events.model.description import CLASSES

RUNS = 3
Made = dict[type, Any]


def translated(annotation: Any, made: Callable[[Any], Any]) -> Any:
    """Return an annotation with each class replaced by its counterpart."""
    if isinstance(annotation, UnionType):
        (inner,) = (arg for arg in get_args(annotation) if arg is not NoneType)
        return translated(inner, made) | None
    if get_origin(annotation) is tuple:
        return tuple.__class_getitem__((translated(get_args(annotation)[0], made), ...))
    return made(annotation) if attrs.has(annotation) else annotation


def in_pydantic(cls: Any, known: Made) -> Any:
    """Return the pydantic model of a class, which forbids unknown keys."""
    if cls not in known:
        fields: dict[str, Any] = {}
        if cls.__name__ in CLASSES:
            fields["type"] = (Literal[cls.__name__], ...)
        for a in attrs.fields(cls):
            default = ... if a.default is attrs.NOTHING else a.default
            fields[a.name] = (
                translated(a.type, lambda c: in_pydantic(c, known)),
                default,
            )
        config = pydantic.ConfigDict(extra="forbid", frozen=True)
        known[cls] = pydantic.create_model(cls.__name__, __config__=config, **fields)
    return known[cls]


def in_msgspec(cls: Any, known: Made) -> Any:
    """Return the msgspec Struct of a class, which forbids unknown keys."""
    if cls not in known:
        fields = [
            (a.name, translated(a.type, lambda c: in_msgspec(c, known)))
            + (() if a.default is attrs.NOTHING else (a.default,))
            for a in attrs.fields(cls)
        ]
        known[cls] = msgspec.defstruct(
            cls.__name__,
            fields,
            kw_only=True,
            frozen=True,
            omit_defaults=True,
            forbid_unknown_fields=True,
            tag_field="type" if cls.__name__ in CLASSES else None,
            tag=cls.__name__ if cls.__name__ in CLASSES else None,
        )
    return known[cls]


def in_mashumaro(cls: Any, known: Made) -> Any:
    """Return the dataclass of a class for mashumaro, which forbids unknown keys too."""
    if cls not in known:
        fields: list[Any] = []
        if cls.__name__ in CLASSES:
            tag = Literal[cls.__name__]  # type: ignore[valid-type]  # only known at run time
            fields.append(("type", tag, field(default=cls.__name__)))
        for a in attrs.fields(cls):
            kind = translated(a.type, lambda c: in_mashumaro(c, known))
            default = {} if a.default is attrs.NOTHING else {"default": a.default}
            fields.append((a.name, kind, field(**default)))
        config = {"forbid_extra_keys": True, "omit_default": True}
        namespace = {"Config": type("Config", (BaseConfig,), config)}
        known[cls] = make_dataclass(
            cls.__name__, fields, kw_only=True, frozen=True, namespace=namespace
        )
    return known[cls]


def best(work: Callable[[], Any], *, paused: bool) -> float:
    """Return the least time of several runs."""
    times = []
    for _ in range(RUNS):
        gc.collect()
        if paused:
            gc.disable()
        begin = time.process_time()
        kept = work()
        times.append(time.process_time() - begin)
        gc.enable()
        del kept
    return min(times)


def contenders(text: bytes) -> dict[str, tuple[Callable[..., Any], ...]]:
    """Return by name a reader of the lines, and a writer of the objects read."""
    lines = text.split(b"\n")[1:-1]
    kinds = list(CLASSES.values())
    models: Made = {}
    union: Any = Union[tuple(in_pydantic(cls, models) for cls in kinds)]  # noqa: UP007  # a tuple made at run time
    tagged: Any = Annotated[union, pydantic.Field(discriminator="type")]
    adapter: Any = pydantic.TypeAdapter(tagged)
    structs: Made = {}
    shapes: Any = Union[tuple(in_msgspec(cls, structs) for cls in kinds)]  # noqa: UP007  # a tuple made at run time
    decoder, encoder = msgspec.json.Decoder(shapes), msgspec.json.Encoder()
    converter = cattrs.preconf.orjson.make_converter(
        forbid_extra_keys=True, omit_if_default=True
    )
    every: Any = Union[tuple(kinds)]  # noqa: UP007  # a tuple made at run time
    configure_tagged_union(every, converter, tag_name="type")
    structure = converter.get_structure_hook(every)
    unstructure = converter.get_unstructure_hook(every)
    classes: Made = {}
    both: dict[str, Any] = {
        cls.__name__: (
            ORJSONDecoder(in_mashumaro(cls, classes)),
            ORJSONEncoder(in_mashumaro(cls, classes)),
        )
        for cls in kinds
    }

    def tag(line: bytes) -> str:
        return line[9 : line.index(b'"', 9)].decode()

    by_name = {cls.__name__: models[cls] for cls in kinds}

    return {
        "orjson, dicts": (
            lambda: [orjson.loads(line) for line in lines],
            lambda items: [orjson.dumps(item) for item in items],
        ),
        "msgspec, Structs": (
            lambda: [decoder.decode(line) for line in lines],
            lambda items: [encoder.encode(item) for item in items],
        ),
        # The union of all kinds, as it would be written, or each kind by itself.
        "pydantic, TypeAdapter": (
            lambda: [adapter.validate_json(line) for line in lines],
            lambda items: [adapter.dump_json(i, exclude_defaults=True) for i in items],
        ),
        "pydantic, by model": (
            lambda: [by_name[tag(line)].model_validate_json(line) for line in lines],
            lambda items: [i.model_dump_json(exclude_defaults=True) for i in items],
        ),
        "mashumaro, orjson": (
            lambda: [both[tag(line)][0].decode(line) for line in lines],
            lambda items: [both[type(i).__name__][1].encode(i) for i in items],
        ),
        "cattrs, orjson": (
            lambda: [structure(orjson.loads(line), every) for line in lines],
            lambda items: [orjson.dumps(unstructure(item)) for item in items],
        ),
        "diplomacy_events": (lambda: loads(text, "jsonl"), lambda d: dumps(d, "jsonl")),
        # `dumps` returns one text; a file receives the bytes in pieces.
        "the same, to a file": (
            lambda: loads(text, "jsonl"),
            lambda dataset: list(pieces(dataset)),
        ),
    }


def measured(name: str, path: Path) -> list[float]:
    """Return the four times of a contender."""
    read, write = contenders(path.read_bytes())[name]
    made = read()
    return [
        best(work, paused=paused)
        for work in (read, lambda: write(made))
        for paused in (False, True)
    ]


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    text = dumps(make(count), "jsonl").encode()
    print(f"{count} records, {len(text) / 1e6:.0f} MB\n")
    print(f"{'':22}{'load':>16}{'gc paused':>16}{'dump':>16}{'gc paused':>16}")
    base: list[float] = []
    with (
        TemporaryDirectory() as folder,
        get_context("spawn").Pool(1, maxtasksperchild=1) as fresh,
    ):
        path = Path(folder) / "made.jsonl"
        path.write_bytes(text)
        for name in contenders(b""):
            row = fresh.apply(measured, (name, path))
            base = base or row
            cells = [
                f"{t:6.2f} s {t / b:5.2f} ×" for t, b in zip(row, base, strict=True)
            ]
            print(f"{name:22}" + "".join(f"{cell:>16}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
