"""A dataset on one screen: its events and allegations, and who speaks."""

from collections import Counter
from collections.abc import Iterator, Sequence

from diplomacy_events.model.record_kinds import (
    RECORD_KINDS,
    Record,
    Statement,
    StateVisit,
)
from diplomacy_events.model.wording import when_in_words
from diplomacy_events.monospace import columns, wrap
from diplomacy_events.views.holdings import Holdings
from diplomacy_events.views.summary import name_lookup, standing

__all__ = ["digest"]

MOST_RECORDS = 5
"""The most records of a kind to show on one screen."""
MOST_SPEAKERS = 6
"""The most speakers to name."""
INDENT = 4


def digest(dataset: Holdings) -> str:
    """Return the essentials of a dataset, in a few lines of at most 80 columns.

    Each kind of record is in order of time, with its status or standing. A visit has
    the dates that were expected earlier, and the invitation. Statements are counted by
    speaker.
    """
    records = tuple(dataset.records)
    blocks = wrap(dataset.title or "Untitled dataset")
    blocks += ["=" * max(map(columns, blocks))]
    names = {actor.id: actor.name for actor in dataset.actors}
    for kind in RECORD_KINDS:
        chosen = [record for record in records if type(record) is kind.cls]
        if chosen:
            blocks += ["", f"{kind.labels} ({len(chosen)})"]
            if kind.cls is Statement:
                spoken = [one for one in records if isinstance(one, Statement)]
                blocks += _speakers(spoken, names)
            else:
                blocks += _first_lines(chosen, names)
    if not records:
        count = sum(1 for _ in dataset.sources)
        blocks += ["", f"No records. Sources: {count}."]
    return "\n".join(blocks) + "\n"


def _first_lines(records: Sequence[Record], names: dict[str, str]) -> Iterator[str]:
    """Yield the lines of the first records, and the number of the others."""
    ordered = sorted(records, key=lambda record: record.when.sort_key)
    for record in ordered[:MOST_RECORDS]:
        yield from wrap(record.gist, "* ", 2)
        yield from wrap(f"{standing(record)}: {when_in_words(record.when)}", "  ", 2)
        if isinstance(record, StateVisit):
            yield from _before(record, names)
    if len(ordered) > MOST_RECORDS:
        yield f"  … and {len(ordered) - MOST_RECORDS} more"


def _before(visit: StateVisit, names: dict[str, str]) -> Iterator[str]:
    """Yield the history of a visit: earlier expected dates, and the invitation."""
    name = name_lookup(names)
    for period in visit.superseded:
        yield from wrap(when_in_words(period), "  expected earlier: ", INDENT)
    invitation = visit.invitation
    if invitation is not None and invitation.by:
        inviting = ", ".join(map(name, invitation.by))
        day = f", {when_in_words(invitation.when)}" if invitation.when else ""
        yield from wrap(f"{inviting}{day}", "  invited by: ", INDENT)


def _speakers(statements: Sequence[Statement], names: dict[str, str]) -> list[str]:
    """Return the lines that count statements by speaker."""
    speakers = [id for statement in statements for id in statement.speakers]
    counts = Counter(map(name_lookup(names), speakers)).most_common()
    parts = [f"{name} {count}" for name, count in counts[:MOST_SPEAKERS]]
    left = len(counts) - len(parts)
    parts += [f"and {left} more"] if left > 0 else []
    return wrap(", ".join(parts), "  by ", 2)
