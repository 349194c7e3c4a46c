"""Collections: their answers, and that they are values."""

import copy
import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplomacy_events import (
    AmbiguousNameError,
    Certainty,
    Dataset,
    EDTFError,
    FieldTypeError,
    FieldValueError,
    Group,
    Organization,
    Period,
    Person,
    Records,
    Role,
    SpeechAct,
    State,
    Statement,
    UnknownFieldError,
    UnknownNameError,
    field,
    load_article,
)
from diplomacy_events.dataset import answering, timeline_options
from diplomacy_events.dataset.index import Index
from diplomacy_events.query.predicates import Predicate
from diplomacy_events.strategies import datasets

ARTICLE = load_article()
RIA = ("china-confirms-visit", "china-promises-constructive-role")
ACCUSED = ("us-alleges-lethal-support",)
VISIT = ("xi-visits-moscow",)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("visits.by('Xi')", VISIT),
        ("visits.to('Vladimir Putin')", VISIT),
        ("allegations.by('Washington')", ACCUSED),
        ("allegations.to('china')", ACCUSED),
        ("statements.via('RIA Novosti')", RIA),
        ("statements.saying('LETHAL  support')", ("us-warns-of-lethal-support",)),
        ("records.saying('lethal')", ("us-warns-of-lethal-support",)),
        ("visits.during('2023-03-22')", VISIT),
        ("visits.during('2023-03-23')", ()),
        ("visits.during('2023-03', certainty='definite')", VISIT),
        ("allegations.filter(field.when == '2023-02')", ACCUSED),
        ("allegations.during('2023-02-10', certainty='definite')", ()),
        ("visits.during(Period.from_edtf('2023-03-22'))", VISIT),
        ("visits.during(date(2023, 3, 23))", ()),
        ("visits.involving('Kremlin')", ()),
        ("visits.about('ukraine-war')", VISIT),
        ("allegations.filter(lambda a: 'china' in a.accused)", ACCUSED),
        ("allegations.filter(field.standing == 'denied')[:1]", ACCUSED),
        ("visits.filter(field.when.within('2023-03', certainty='definite'))", ()),
        (
            "visits.filter(~field.when.within('2023-03-01/2023-03-31'))",
            (),
        ),
        ("declarations.sorted('id')[:1]", ("economic-cooperation-declaration",)),
        (
            "declarations.sorted('id', reverse=True)[1:]",
            ("economic-cooperation-declaration",),
        ),
        ("sources.filter(~field.published.is_none())", ("moscow-times-2023-03-17",)),
    ],
)
def test_the_article_answers(question: str, ids: tuple[str, ...]) -> None:
    """Each helper finds what the article says."""
    scope = {"article": ARTICLE, "field": field, "Period": Period, "date": date}
    assert eval(f"article.{question}", scope).ids == ids


def test_those_who_act_for_a_state_are_found_when_asked() -> None:
    """Only with members=True do organizations and officials count as their state."""
    alone = ARTICLE.statements.by("Russia")
    together = ARTICLE.statements.by("Russia", members=True)
    assert alone.ids == ()
    assert {"kremlin", "yury-ushakov", "vladimir-putin"} <= {
        speaker for statement in together for speaker in statement.speakers
    }
    assert ARTICLE.visits.to("Moscow", members=True).ids == VISIT
    assert ARTICLE.statements.via("Russia", members=True).ids == RIA


def test_members_are_followed_all_the_way() -> None:
    """A state has bodies, a body has officials, a group has members."""
    actors = [
        State(id="utopia", name="Utopia"),
        Organization(id="ministry", name="Ministry", state="utopia"),
        Person(id="ada", name="Ada", roles=(Role(title="Minister", of="ministry"),)),
        Person(id="bob", name="Bob", roles=(Role(title="Poet"),)),
        Group(id="friends", name="Friends", members=("utopia", "bob")),
    ]
    names = Dataset(actors=actors).actors.names
    assert names.members("utopia") == {"utopia", "ministry", "ada"}
    assert names.members("ministry") == {"ministry", "ada"}
    assert names.members("friends") == {actor.id for actor in actors}
    assert names.members("bob") == {"bob"}


def test_members_met_twice_are_followed_once() -> None:
    """A person with two offices in one state is one of its members, once."""
    actors = [
        State(id="utopia", name="Utopia"),
        Organization(id="ministry", name="Ministry", state="utopia"),
        Person(
            id="ada",
            name="Ada",
            roles=(
                Role(title="Minister", of="ministry"),
                Role(title="Envoy", of="utopia"),
            ),
        ),
    ]
    names = Dataset(actors=actors).actors.names
    assert names.members("utopia") == {"utopia", "ministry", "ada"}


@pytest.mark.parametrize("ask", ["by", "to", "via", "involving"])
def test_an_unknown_actor_is_an_error_and_not_an_empty_answer(ask: str) -> None:
    """An unknown name is refused, and the nearest is suggested."""
    with pytest.raises(
        UnknownNameError, match="no actor is called 'Ushakow'"
    ) as caught:
        getattr(ARTICLE.statements, ask)("Ushakow")
    assert "Ushakov" in caught.value.suggestions
    with pytest.raises(UnknownNameError, match="'Bejing'; did you mean 'Beijing'"):
        ARTICLE.statements.filter(field.speakers.has("Bejing"))
    with pytest.raises(FieldTypeError, match="expected an id, a name or an alias"):
        getattr(ARTICLE.statements, ask)(ARTICLE.actors["kremlin"])


def test_an_ambiguous_name_lists_who_it_may_be() -> None:
    """A name shared by two actors is refused; an id decides."""
    actors = [
        State(id="georgia", name="Georgia"),
        State(id="georgia-us", name="Georgia", aliases=("Peach State",)),
    ]
    dataset = Dataset(actors=actors)
    with pytest.raises(AmbiguousNameError, match="'georgia', 'georgia-us'") as caught:
        dataset.actor("GEORGIA")
    assert caught.value.candidates == ("georgia", "georgia-us")
    assert caught.value.name == "GEORGIA"
    assert dataset.actor("georgia") is actors[0]
    assert dataset.actor("peach state") is actors[1]


def test_unknown_topics_are_refused() -> None:
    """A topic without records is an error; one of other records finds nothing."""
    with pytest.raises(UnknownNameError, match="did you mean 'ukraine-war'"):
        ARTICLE.records.about("ukrain-war")
    with pytest.raises(UnknownNameError, match="no record has the topic"):
        ARTICLE.records.filter(field.topics.has_any(["ukraine-war", "tea"]))
    assert ARTICLE.visits.about("press-freedom").ids == ()


def test_a_topic_is_known_from_any_field() -> None:
    """It may be only on an agenda, only left out, or only in one kind of record."""
    visit, declaration = ARTICLE.visits[0], ARTICLE.declarations[0]
    statement, allegation = ARTICLE.statements[0], ARTICLE.allegations[0]
    bread = ("bread",)
    for record in (
        attrs.evolve(visit, agenda=bread),
        attrs.evolve(visit, topics=bread, agenda=()),
        attrs.evolve(statement, silent_on=bread),
        attrs.evolve(statement, topics=bread),
        attrs.evolve(declaration, topics=bread),
        attrs.evolve(allegation, topics=bread),
    ):
        others = [one for one in ARTICLE.records if one.id != record.id]
        dataset = Dataset(
            sources=ARTICLE.sources, actors=ARTICLE.actors, records=[*others, record]
        )
        had = (record.id,) if "bread" in record.topics else ()
        assert dataset.records.about("bread").ids == had


@pytest.mark.parametrize(
    ("question", "error", "message"),
    [
        (
            "visits.via('Xi')",
            UnknownFieldError,
            r"via\(\), which asks for Statement\.via$",
        ),
        ("declarations.to('Xi')", UnknownFieldError, "^JointDeclaration has no part"),
        ("actors.by('Xi')", UnknownFieldError, "^actor has no part"),
        ("visits.saying('a')", UnknownFieldError, "StateVisit has no field 'quotes'"),
        ("sources.during('2023')", UnknownFieldError, "Source has no field 'when'"),
        ("actors.about('x')", UnknownFieldError, "Person has no field 'topics'"),
        ("visits.sorted('speakers')", UnknownFieldError, "has no field 'speakers'"),
        ("visits.sorted('plaze')", UnknownFieldError, "did you mean 'place'"),
        ("visits.sorted('invitation')", FieldTypeError, "no order to sort by"),
        ("visits.sorted(5)", FieldTypeError, "expected a field or a function, got 5"),
        ("visits.group_by()", FieldTypeError, "needs a field"),
        ("visits.group_by('superseded')", FieldTypeError, "cannot be grouped by"),
        ("visits.group_by('act')", UnknownFieldError, "has no field 'act'"),
        ("visits.filter('place')", FieldTypeError, "a predicate or a function"),
        ("visits.during('March')", EDTFError, "March"),
    ],
)
def test_meaningless_questions_are_refused(
    question: str, error: type[Exception], message: str
) -> None:
    """The error says what is wrong with the question."""
    with pytest.raises(error, match=message):
        eval(f"article.{question}", {"article": ARTICLE})


def test_records_without_a_dataset_are_known_by_id() -> None:
    """Anybody in the records can be asked about; names and other ids are unknown."""
    loose = Records(ARTICLE.statements)
    assert loose.by("kremlin").ids == ARTICLE.statements.by("kremlin").ids
    assert loose.kinds == ARTICLE.statements.kinds
    assert loose.filter(field.speakers.has("kremlin")).via("ria-novosti").ids == ()
    with pytest.raises(UnknownNameError, match="no actor is called 'Beijing'"):
        loose.by("Beijing")
    with pytest.raises(UnknownNameError):
        Records(()).by("kremlin")
    assert Records(()).during("2023") == Records(())
    assert Records(()).saying("we") == Records(())
    assert Records((), names=ARTICLE.records.names).by("Xi") == Records(())
    with pytest.raises(UnknownNameError, match="no actor is called 'kremlin'"):
        Records(()).by("kremlin")


@pytest.mark.parametrize(
    ("question", "loop"),
    [
        (
            field.speakers.has_any(["kremlin", "yury-ushakov"]),
            lambda one: {"kremlin", "yury-ushakov"} & set(one.speakers),
        ),
        (
            field.act.is_in([SpeechAct.WARN, SpeechAct.ANNOUNCE]),
            lambda one: one.act in (SpeechAct.WARN, SpeechAct.ANNOUNCE),
        ),
        (
            field.speakers.has("kremlin") | field.via.has("ria-novosti"),
            lambda one: "kremlin" in one.speakers or "ria-novosti" in one.via,
        ),
        (
            field.speakers.has("kremlin") | field.via.is_none(),
            lambda one: "kremlin" in one.speakers or not one.via,
        ),
        (
            field.gist.contains("CHINA") & field.when.overlaps("2023"),
            lambda one: "china" in one.gist.lower(),
        ),
        (field.via.is_none(), lambda one: not one.via),
        (
            field.speakers.has("kremlin") | ~field.gist.contains("china"),
            lambda one: "kremlin" in one.speakers or "china" not in one.gist.lower(),
        ),
        (
            ~field.gist.contains("china") | field.speakers.has("kremlin"),
            lambda one: "kremlin" in one.speakers or "china" not in one.gist.lower(),
        ),
        (
            field.speakers.has("kremlin") & field.via.is_none(),
            lambda one: "kremlin" in one.speakers and not one.via,
        ),
        (
            field.speakers.has("Kremlin") & field.gist.contains("visit"),
            lambda one: "kremlin" in one.speakers and "visit" in one.gist.lower(),
        ),
        (
            ~field.quotes.contains("lethal") & field.when.within("2023"),
            lambda one: (
                one.when.within(Period.from_edtf("2023")) is not Certainty.NO
                and not any("lethal" in quote for quote in one.quotes)
            ),
        ),
        (
            field.gist.contains("CHINA"),
            lambda one: "china" in one.gist.lower(),
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, Predicate) else "",
)
@pytest.mark.parametrize("few", [-1, answering.FEW_PLACES])
def test_the_same_question_again_has_the_same_answer(
    question: Predicate,
    loop: Callable[[Statement], bool],
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A loop finds the same, at the first use of an index and at the next."""
    monkeypatch.setattr(answering, "FEW_PLACES", few)
    again = ARTICLE.statements[:]
    expected = tuple(one.id for one in ARTICLE.statements if loop(one))
    assert expected
    assert again.filter(question).ids == again.filter(question).ids == expected


def test_two_who_act_for_a_state_are_asked_about_together() -> None:
    """Whoever one of them, or the state itself, plays a part in is found once."""
    officials = [
        Person(id=id, name=id.title(), roles=[Role(title="Officer", of="china")])
        for id in ("ann", "bob")
    ]
    first = attrs.evolve(
        ARTICLE.statements[0], quotes=(), manner="indirect", mentions=()
    )
    said = [
        attrs.evolve(first, id=f"by-{number}", speakers=who)
        for number, who in enumerate((["ann"], ["bob"], ["ann", "bob"], ["kremlin"]))
    ]
    whole = attrs.evolve(ARTICLE, actors=[*ARTICLE.actors, *officials], records=said)
    heard = attrs.evolve(first, id="heard", audience=["ann"], via=["bob"])
    passed_on = attrs.evolve(whole, records=[heard]).statements
    for play in (passed_on.to, passed_on.via, passed_on.involving):
        assert play("china").ids == ()
        assert play("china", members=True).ids == ("heard",)
    found = whole.statements.by("china", members=True)
    assert found.ids == ("by-0", "by-1", "by-2")
    for records in (whole.statements, whole.records):
        assert records.by("china").ids == ()
        assert records.to("china").ids == records.via("china").ids == ()
        assert records.involving("china").ids == ()
        assert records.involving("china", members=True).ids == found.ids


def test_the_first_item_is_the_first_of_several() -> None:
    """Of none, there is no first."""
    assert ARTICLE.statements.first() is ARTICLE.statements[0]
    assert len(ARTICLE.statements) > 2
    assert ARTICLE.statements[:0].first() is None


def test_a_collection_takes_its_items_alone_by_position() -> None:
    """Its classes and names are given by name."""
    with pytest.raises(TypeError, match="positional"):
        Records((), ())  # type: ignore[call-arg]  # the error is the point


def test_a_timeline_counts_if_there_are_too_many_bars(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Events have bars in any case, and so do as many records as the limit."""
    some = ARTICLE.statements[:3]
    bars, columns = (some.timeline(by=unit).svg for unit in ("day", "month"))
    assert bars != columns
    monkeypatch.setattr(timeline_options, "MOST_RECORDS_DRAWN", 3)
    assert some.timeline().svg == bars
    monkeypatch.setattr(timeline_options, "MOST_RECORDS_DRAWN", 2)
    assert some.timeline().svg == columns
    assert "<svg" in some.timeline(group="event").svg


def test_undated_records_are_drawn_on_request() -> None:
    """A record with any day is always drawn."""
    never = attrs.evolve(ARTICLE.visits[0], when=Period.from_edtf("/"))
    ever = attrs.evolve(ARTICLE.visits[0], when=Period.from_edtf("2023/"))
    both = [never, ever]
    assert timeline_options.records_to_draw(both, {}) == [ever]
    assert timeline_options.records_to_draw(both, {"undated": True}) == both


@pytest.mark.parametrize("limit", [0, True, 1.5, "3"])
def test_a_limit_of_a_timeline_is_a_number(limit: Any) -> None:
    """Anything but a whole number above 0 is refused."""
    with pytest.raises(FieldValueError, match="limit: must be 1 or more"):
        ARTICLE.timeline(limit=limit)


def test_a_time_may_be_missing() -> None:
    """Records without an optional period do not match."""
    assert {one.horizon is None for one in ARTICLE.declarations} == {True, False}
    found = ARTICLE.declarations.filter(field.horizon.overlaps("0001/9999"))
    assert [one.horizon is None for one in found] == [False]
    others = ARTICLE.declarations.filter(~field.horizon.overlaps("0001/9999"))
    assert [one.horizon is None for one in others] == [True]


def test_the_answer_is_of_the_same_dataset() -> None:
    """Results can be filtered further, with all the names of the dataset."""
    none = ARTICLE.statements.filter(field.when == "1999")
    assert none.ids == ()
    assert none.by("Beijing").ids == ()
    assert none.about("ukraine-war").ids == ()


@given(datasets(), st.data())
def test_indexes_find_what_a_loop_finds(dataset: Dataset, data: st.DataObject) -> None:
    """By, to, via, involving and about have their meaning in any dataset."""
    who = data.draw(st.sampled_from(dataset.actors.ids))

    def loop(part: str) -> list[str]:
        return [
            record.id
            for record in dataset.records
            for field in attrs.fields(type(record))
            if field.metadata["part"] == part and who in getattr(record, field.name)
        ]

    assert list(dataset.records.by(who).ids) == loop("by")
    assert list(dataset.records.to(who).ids) == loop("to")
    assert list(dataset.records.via(who).ids) == loop("via")
    quoted = f"'{who}'"
    assert list(dataset.records.involving(who).ids) == [
        record.id for record in dataset.records if quoted in _actors_of(record)
    ]
    topics = sorted({topic for record in dataset.records for topic in record.topics})
    for topic in topics:
        assert list(dataset.records.about(topic).ids) == [
            record.id for record in dataset.records if topic in record.topics
        ]


def _actors_of(thing: Any) -> str:
    """Return the parts of a record's text that name actors."""
    shown = []
    for attribute in attrs.fields(type(thing)):
        value = getattr(thing, attribute.name)
        if "Person" in attribute.metadata.get("refers_to", ()):
            shown.append(repr(value))
        parts = value if isinstance(value, tuple) else (value,)
        shown += [_actors_of(part) for part in parts if attrs.has(type(part))]
    return " ".join(shown)


@given(datasets())
def test_order_and_groups_keep_everything(dataset: Dataset) -> None:
    """Sorting reorders and grouping splits; neither loses or adds items."""
    records = dataset.records
    assert sorted(records.sorted().ids) == sorted(records.ids)
    assert records.sorted().sorted() == records.sorted()
    assert records.sorted("id").ids == tuple(sorted(records.ids))
    assert records.sorted(field.gist, reverse=True).sorted("gist") == records.sorted(
        "gist"
    ) or len({record.gist for record in records}) < len(records)
    groups = records.group_by("when")
    assert sum(groups.count().values()) == len(records)
    assert {id for group in groups.values() for id in group.ids} == set(records.ids)
    for when, group in groups.items():
        assert all(record.when == when for record in group)
    topics = records.group_by("topics")
    assert set(topics) == {topic for record in records for topic in record.topics}
    for topic, group in topics.items():
        assert group == records.about(topic)


def test_a_group_by_class_answers_what_the_class_can() -> None:
    """All actors cannot be asked for the code of a state; a group of states can."""
    groups = ARTICLE.actors.group_by(type)
    assert groups[State].kinds == (State,)
    assert groups[State].filter(field.code == "CHN").ids == ("china",)
    with pytest.raises(UnknownFieldError, match="Person has no field 'code'"):
        ARTICLE.actors.filter(field.code == "CHN")
    pairs = ARTICLE.actors.group_by(type, "anonymous")
    assert pairs[State, False].kinds == (State,)


def test_groups_are_a_mapping() -> None:
    """The key is a field, several, or a function; each group is a collection."""
    acts = ARTICLE.statements.group_by("act")
    assert acts[SpeechAct.INVITE].ids == ("putin-invites-xi",)
    assert acts["invite"] == acts[SpeechAct.INVITE]
    assert len(acts) == len(list(acts)) == len(acts.count())
    pairs = ARTICLE.statements.group_by("act", field.speakers).count()
    assert pairs[SpeechAct.PRAISE, "xi-jinping"] == 1
    assert repr(ARTICLE.visits.group_by("place")) == "<Groups {'Moscow, Russia': 1}>"
    by_source = ARTICLE.statements.group_by(lambda said: said.evidence[0].source)
    assert set(by_source) == set(ARTICLE.sources.ids)
    assert by_source["moscow-times-appeal"].by("moscow-times")
    with pytest.raises(KeyError):
        _ = acts["sing"]


def test_groups_print_as_a_table() -> None:
    """Each key has a column, and so do the counts, in text and in a notebook."""
    (header, row) = str(ARTICLE.visits.group_by("place", "occasion")).splitlines()
    assert header.split() == ["place", "occasion", "count"]
    assert row.split() == ["Moscow,", "Russia", "none", "1"]
    by_source = ARTICLE.statements.group_by(lambda said: said.evidence[0].source)
    assert str(by_source).splitlines()[0].split() == ["lambda", "count"]
    html = ARTICLE.visits.group_by("place")._repr_html_()
    assert "<caption>Groups</caption>" in html
    assert "<bdi>Moscow, Russia</bdi>" in html
    assert str(ARTICLE.visits[:0].group_by("place")) == "place  count"
    by_act = str(ARTICLE.statements.group_by("act", "manner")).splitlines()
    assert by_act[0] == "act        manner    count"
    assert by_act[1] == "announce   direct        1"


def test_an_interrupted_index_is_built_again() -> None:
    """A half-made index is not kept: the next answer is complete."""

    class StoppedError(Exception):
        pass

    class Passing:
        """Interrupts the first request for the speakers."""

        id = "passing"
        asked = False

        @property
        def speakers(self) -> tuple[str, ...]:
            if not self.asked:
                self.asked = True
                raise StoppedError
            return ()

    index = Index([Passing(), *ARTICLE.statements])
    with pytest.raises(StoppedError):
        index.holding("speakers")
    whole = Index(tuple(ARTICLE.statements)).holding("speakers")
    assert index.holding("speakers").keys() == whole.keys()


def test_a_part_of_a_loose_collection_knows_its_names() -> None:
    """A smaller collection without a dataset knows the larger's names and kinds."""
    loose = Records(ARTICLE.statements)
    question = field.act == "deny"
    who = field.speakers.has("kremlin")
    assert loose.filter(question & who) == loose.filter(question).filter(who)
    none = Records(ARTICLE.visits).filter(lambda _: False)
    assert none.to_arrow().num_rows == 0
    with pytest.raises(FieldTypeError, match="has no columns"):
        Records([]).to_arrow()


def test_many_names_are_compared_with_a_misspelt_one() -> None:
    """A name is suggested even among thousands."""
    many = [State(id=f"s{n}", name=f"State {n}") for n in range(3000)]
    dataset = Dataset(actors=[*many, State(id="utopia", name="Utopia")])
    with pytest.raises(UnknownNameError, match=r"did you mean 'Utopia'\?"):
        dataset.actor("Utopai")


def test_items_without_a_value_come_last() -> None:
    """Sorting by an optional field puts the empty ones at the end."""
    published = [source.published for source in ARTICLE.sources.sorted("published")]
    assert published[-1] is None
    backwards = ARTICLE.sources.sorted("published", reverse=True)
    assert [source.published for source in backwards] == published
    assert ARTICLE.declarations.sorted("horizon")
    by_length = ARTICLE.records.sorted(lambda record: len(record.gist))
    assert [len(record.gist) for record in by_length] == sorted(
        len(record.gist) for record in ARTICLE.records
    )


@pytest.mark.traced
@given(datasets())
def test_collections_are_values(dataset: Dataset) -> None:
    """They are equal by their items, hashable, and the same after a copy."""
    dataset.records.filter(field.when.overlaps("2023"))
    for records in (dataset.records, dataset.statements, dataset.actors):
        for again in (pickle.loads(pickle.dumps(records)), copy.deepcopy(records)):
            assert again == records
            assert hash(again) == hash(records)
            assert again.kinds == records.kinds
            assert again.names.topics == records.names.topics
    again = pickle.loads(pickle.dumps(dataset))
    assert again == dataset
    assert again.statements.names.actor(dataset.actors[0].id)
    assert copy.deepcopy(dataset) == dataset


def test_a_copy_of_an_answer_still_knows_the_names() -> None:
    """A pickled selection can be asked about actors that only the dataset names."""
    few = pickle.loads(pickle.dumps(ARTICLE.statements.by("kremlin")))
    assert few.by("Beijing").ids == ()
    assert few.about("press-freedom").ids == ()
    with pytest.raises(UnknownNameError):
        few.by("nobody")
    assert few.published("2023-03-17") == few
    assert few.published("2023-03-18").ids == ()


def test_collections_cannot_be_changed() -> None:
    """Neither their items nor their attributes can be set."""
    for name in ("_items", "ids", "anything"):
        with pytest.raises(AttributeError):
            setattr(ARTICLE.visits, name, ())
    with pytest.raises(TypeError):
        ARTICLE.visits[0] = ARTICLE.visits[0]  # type: ignore[index]  # that is the point


def test_groups_of_periods_ignore_the_words() -> None:
    """Two phrases for the same days are one group, whose value has no phrase."""
    (when,) = ARTICLE.visits.group_by("when")
    assert when == Period.from_edtf("2023-03-20/2023-03-22")
    assert when.phrase is None
    assert ARTICLE.declarations.group_by("horizon").count()
