"""Which KPIs a file can give: what is made of histories asks for the fields behind it."""

import pytest
from goalposts import Domain, Kpi, any_of, event_type, field, fold, history, mean, min_of, share, sum_of, survival
from goalposts.catalogue.build import build
from goalposts.model import Contribution
from goalposts.profiling.possible import possible_kpis

LEG = event_type(
    "calls.leg",
    time="at",
    fields=[
        field.id("leg_id", required=True),
        field.time("at"),
        field.id("root"),
        field.id("person"),
        field.duration("talk"),
        field.flag("answered"),
        field.category("kind"),
    ],
)
WHOLE = fold(
    "calls.whole",
    over=LEG,
    key="root",
    at="began_at",
    fields={"began_at": min_of(LEG.at), "talked": sum_of(LEG.talk), "answered": any_of(LEG.answered)},
)
# Where nobody says of which kind a leg is, every one counts.
AGAIN = history("calls.again", over=LEG, key="person", among=LEG.answered & (LEG.kind.is_null() | (LEG.kind == "in")))
KPIS = (
    Kpi("calls.talk_of_whole", "talk", WHOLE, value=mean(of=WHOLE.talked)),
    Kpi("calls.answered_whole", "answered", WHOLE, value=share(of=WHOLE.answered)),
    Kpi("calls.who_comes_again", "again", AGAIN, value=survival(AGAIN.next_at, give="median")),
    Kpi("calls.talk_to_known", "known", AGAIN, value=mean(of=AGAIN.talk, among=AGAIN.number > 1)),
)
DOMAIN = Domain("calls", prefix="CAL", event_types=[LEG, WHOLE, AGAIN], kpis=KPIS)
CATALOGUE = build([Contribution("calls", "1", DOMAIN)])


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"leg_id", "at", "root", "person", "talk", "answered"}, {}),
        (
            {"leg_id", "at", "person", "talk"},
            {
                "answered_whole": ("answered", "root"),
                "talk_of_whole": ("root",),
                "talk_to_known": ("answered",),
                "who_comes_again": ("answered",),
            },
        ),
        (
            {"leg_id", "at", "root", "answered"},
            {"talk_of_whole": ("talk",), "talk_to_known": ("person", "talk"), "who_comes_again": ("person",)},
        ),
    ],
)
def test_a_kpi_over_entities_or_histories_asks_for_the_fields_behind_it(fields, missing):
    found = possible_kpis(CATALOGUE, {"calls.leg": frozenset(fields)})
    assert {known.kpi.id for known in found} == {kpi.id for kpi in KPIS}
    assert {known.kpi.id.partition(".")[2]: known.missing for known in found if known.missing} == missing
