"""The views of a dataset: cards, pictures and data frames."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn, Protocol, Unpack

from diplomacy_events.portable import Portable

if TYPE_CHECKING:
    import pandas
    import polars

    from diplomacy_events.dataset.records import Records
    from diplomacy_events.dataset.rests_on import Grounds
    from diplomacy_events.dataset.timeline_options import How
    from diplomacy_events.model.record_kinds import Record
    from diplomacy_events.model.source_text import SourceText
    from diplomacy_events.views.annotated_text import Alarming, AnnotatedText
    from diplomacy_events.views.cards import Card
    from diplomacy_events.views.holdings import Holdings
    from diplomacy_events.views.picture import Picture

    class WholeDataset(Holdings, Protocol):
        """A dataset, as far as its views need to know it."""

        @property
        def records(self) -> Records[Record]: ...

        def rests_on(self, record: str | Record) -> Grounds: ...


__all__ = ["DatasetViews"]


class DatasetViews(Portable):
    """The part of a dataset that is for readers; it adds no data."""

    # A type checker must not learn of it, or it would take every attribute for real.
    if not TYPE_CHECKING:  # pragma: no branch  # no program checks types

        def __getattr__(self, name: str) -> NoReturn:
            """Refuse an attribute that does not exist, and say which parts have it.

            Raises:
                AttributeError: always.
            """
            from diplomacy_events.dataset.records import Records

            message = f"{type(self).__name__!r} object has no attribute {name!r}"
            if not name.startswith("_") and hasattr(Records, name):
                parts = "its collections have: try .records.{0} or .statements.{0}"
                message += f", but {parts.format(name)}"
            raise AttributeError(message, name=name, obj=self)

    def annotated(
        self: "WholeDataset",
        text: "str | SourceText",
        alarms: "Iterable[Alarming]" = (),
    ) -> "AnnotatedText":
        """Return a text for a notebook, with every span marked that a record rests on.

        Each span links to the card of its record, even if spans overlap. Text that no
        record rests on stays plain.

        Args:
            text: the text of a source.
            alarms: spans worth checking, such as the ``alarms`` of a check.

        Raises:
            EvidenceError: if no source has this text, or the words at an anchor are not
                the words that it was made from.
            FieldTypeError: if it is not a text, or an alarm is not one.
            FieldValueError: if an alarm is not a span of the text.
        """
        from diplomacy_events.views.annotated_text import annotate

        return annotate(self, text, alarms)

    def card(
        self: "WholeDataset", record: "str | Record", *texts: "SourceText"
    ) -> "Card":
        """Return a record as a card, for a notebook or to print.

        Args:
            record: a record of the dataset, or its id.
            texts: the texts of sources; the card then shows the words that the record
                rests on, and verifies them.

        Raises:
            UnknownNameError: if the dataset does not contain the record or the source.
            EvidenceError: if a text is not that of its source, if two texts of one
                source differ, or if the words at an anchor are not the words that it
                was made from.
            FieldTypeError: if a text is not a `SourceText`.

        >>> from diplomacy_events.datasets import load_article
        >>> print(load_article().card("paper-refuses-silence"))
        * The newspaper's journalists will not fall silent
          when              undated
          who               The Moscow Times, to Readers of The Moscow Times
          manner            indirect
          speech act        refuse
          topics            press-freedom
          coded             hand
          codings           coder diplomacy_events contributors; how hand; scheme
                            Codebook of diplomacy_events 1.1
          evidence          moscow-times-appeal, characters 3459–3522
          id                paper-refuses-silence
        """
        from diplomacy_events.views.cards import card

        return card(self, self.rests_on(record).record, texts)

    def to_pandas(
        self: "WholeDataset",
        *,
        flat: bool = True,
        names: bool | None = None,
        explode: str | None = None,
    ) -> "pandas.DataFrame":
        """Return all records as a pandas data frame, flat by default.

        With ``flat=False``, the frame loses nothing, like that of ``dataset.records``.
        See `Records.to_pandas` for the other arguments.

        >>> from diplomacy_events.datasets import load_article
        >>> frame = load_article().to_pandas(flat=True)
        >>> list(frame.columns)[:6]
        ['id', 'type', 'gist', 'when', 'earliest', 'latest']
        """
        return self.records.to_pandas(flat=flat, names=names, explode=explode)

    def to_polars(
        self: "WholeDataset",
        *,
        flat: bool = True,
        names: bool | None = None,
        explode: str | None = None,
    ) -> "polars.DataFrame":
        """Return all records as a polars data frame; see `to_pandas`."""
        return self.records.to_polars(flat=flat, names=names, explode=explode)

    def timeline(self: "WholeDataset", **how: "Unpack[How]") -> "Picture":
        """Return a timeline of all records; see `Records.timeline`.

        >>> from diplomacy_events.datasets import load_article
        >>> load_article().timeline()
        <Picture: Timeline of Xi Jinping's announced state visit to Moscow>
        """
        if self.title:
            how.setdefault("title", f"Timeline of {self.title}")
        return self.records.timeline(**how)

    def matrix(
        self: "WholeDataset",
        *,
        rows: Iterable[str] | None = None,
        columns: Iterable[str] | None = None,
        title: str | None = None,
        width: float = 720,
    ) -> "Picture":
        """Return a picture of who speaks of, to or against whom; see `Records.matrix`.

        >>> from diplomacy_events.datasets import load_article
        >>> load_article().matrix(rows=["Beijing"])
        <Picture: Who speaks of, to or against whom>
        """
        return self.records.matrix(rows=rows, columns=columns, title=title, width=width)

    def _repr_html_(self: "WholeDataset") -> str:
        """Return an overview of the dataset, for a notebook."""
        from diplomacy_events.views.overview import overview

        return overview(self)
