"""Files that no project describes: what they hold and what can be made of them."""

import json
from datetime import date, timedelta

import pyarrow as pa
import pyarrow.parquet
import pytest
from attrs import evolve
from goalposts import load_catalogue
from goalposts.catalogue.build import build
from goalposts.errors import InputError, ProjectFileError, SourceError
from goalposts.formats import project_from_text
from goalposts.model import Contribution, Domain, Preset, Row, SourceFormat
from goalposts.profiling import (
    data_entry,
    profile,
    profile_data,
    profile_lines,
    stated_currency,
    with_currency,
    with_data,
)
from goalposts.testing import SAMPLE
from streams.orders import ORDER

PRESET = Preset(
    "shop.visits",
    "sample.visit",
    "csv",
    options={"decimal": ","},
    fields={
        "visit_id": "Номер",
        "at": {"column": "Дата", "format": "%d.%m.%Y %H:%M"},
        "done": {"column": "Сделано", "values": {"да": "true", "нет": "false"}},
    },
)
CATALOGUE = build([Contribution("sample", "1", evolve(SAMPLE, presets=(PRESET,)))])
FIRST = date(2026, 3, 1)


def visits(days, per_day=2):
    rows = (
        f"{day}-{place};{(FIRST + timedelta(days=day)).strftime('%d.%m.%Y')} 10:0{place % 10};да"
        for day in days
        for place in range(per_day)
    )
    return "\n".join(("Номер;Дата;Сделано", *rows)) + "\n"


def looked_at(folder, *names, **options):
    return profile(names, CATALOGUE, folder=folder, **options)


def said(found, language="en"):
    return "\n".join(line.get(language) for line in profile_lines(found))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "koi8-r", "cp866"])
def test_preset_that_fits_in_any_encoding(tmp_path, encoding):
    (tmp_path / "visits.csv").write_bytes(visits(range(40)).encode(encoding))
    (file,) = looked_at(tmp_path, "visits.csv", timezone="Europe/Moscow").files
    assert file.seen.source.encoding == encoding.removesuffix("-sig")
    assert (file.delimiter, file.table.rows) == (";", 80)
    assert file.mapped.preset.preset.id == "shop.visits"
    assert file.mapped.facts.count.accepted == 80
    assert file.mapped.entry["timezone"] == "Europe/Moscow"


def test_a_file_that_is_a_table_only_to_a_preset(tmp_path):
    """No format reads it as it is, so that what the preset makes of it is shown; its key is not asked for again."""
    columns = ("visit_id", "at", "place")
    book = SourceFormat("visit-book", columns, lambda file: _visits(file.lines()))
    preset = Preset("shop.book", "sample.visit", "visit-book", dedupe=("visit_id", "place"))
    catalogue = build([Contribution("sample", "1", evolve(SAMPLE, presets=(preset,), formats=(book,)))])
    (tmp_path / "book.ndjson").write_text("1 2026-03-01T10:00:00Z A\n1 2026-03-02T10:00:00Z B\n", encoding="utf-8")

    found = profile(["book.ndjson"], catalogue, folder=tmp_path)

    (file,) = found.files
    assert (file.seen.format, file.table.rows, file.mapped.preset.preset.id) == ("visit-book", 2, "shop.book")
    assert tuple(column.name for column in file.table.columns) == columns
    assert "repeats itself" not in said(found)
    with pytest.raises(SourceError, match=r"book\.ndjson:1: this is not JSON"):
        looked_at(tmp_path, "book.ndjson")


def test_a_log_without_headings_has_the_columns_of_its_format(tmp_path):
    """The values of its first row stood there as names."""
    lines = [
        f"{1_770_000_000 + 600 * call + later}|c{call}|sales|{rest}"
        for call in range(40)
        for later, rest in (
            (0, "NONE|ENTERQUEUE||79001|1"),
            (5, "ann|CONNECT|5|x|3"),
            (65, "ann|COMPLETECALLER|5|60|1"),
        )
    ]
    (tmp_path / "queue_log").write_text("\n".join(lines), encoding="utf-8")
    found = profile(["queue_log"], load_catalogue(), folder=tmp_path)
    assert found.files[0].fits[0].preset.id == "asterisk.queue_log"
    assert (found.files[0].seen.format, found.files[0].table.rows) == ("asterisk-queue-log", 40)
    assert {"call_id", "offered_at", "wait"} <= {column.name for column in found.files[0].table.columns}
    assert "1770000000" not in said(found)


def test_codes_of_no_word_in_a_damaged_parquet_file(tmp_path):
    path = tmp_path / "visits.parquet"
    pyarrow.parquet.write_table(pa.table({"state": list("abcabcab")}), path, compression="none")
    whole = path.read_bytes()
    assert whole.count(b"\x24\x49") == 1, "eight codes of two bits each"
    path.write_bytes(whole.replace(b"\x24\x49", b"\xff\xff"))
    with pytest.raises(SourceError, match=r"^visits\.parquet: column 'state' is damaged: .*write the table anew"):
        looked_at(tmp_path, "visits.parquet")


def _visits(lines):
    for line, text in lines:
        yield Row(line, dict(zip(("visit_id", "at", "place"), text.split(), strict=True)))


def test_the_zone_is_asked_for_and_never_guessed(tmp_path):
    (tmp_path / "visits.csv").write_text(visits(range(3)), encoding="utf-8")
    found = looked_at(tmp_path, "visits.csv")
    assert "timezone" not in found.files[0].mapped.entry
    assert "in which zone the times were written" in said(found)
    assert "в каком часовом поясе" in said(found, "ru")


def test_silence_spikes_and_repeated_ids(tmp_path):
    days = [*range(20), *range(40, 60)]
    text = visits(days) + visits([70], per_day=50).split("\n", 1)[1] + "0-0;01.03.2026 10:00;нет\n"
    (tmp_path / "visits.csv").write_text(text, encoding="utf-8")
    facts = looked_at(tmp_path, "visits.csv", timezone="UTC").files[0].mapped.facts
    assert facts.gaps == ((date(2026, 3, 21), date(2026, 4, 9)),)
    assert facts.spikes == ((date(2026, 5, 10), 50),)
    assert (facts.id_field, facts.repeated) == ("visit_id", 1)


@pytest.mark.parametrize(("silent", "gaps"), [(14, 0), (15, 1)])
def test_two_weeks_of_silence_are_no_gap_yet(tmp_path, silent, gaps):
    (tmp_path / "visits.csv").write_text(visits([0, silent + 1]), encoding="utf-8")
    assert len(looked_at(tmp_path, "visits.csv", timezone="UTC").files[0].mapped.facts.gaps) == gaps


@pytest.mark.parametrize(("most", "spikes"), [(20, 0), (21, 1)])
def test_a_spike_has_more_than_ten_times_the_events_of_the_median_day(tmp_path, most, spikes):
    text = visits(range(5)) + visits([5], per_day=most).split("\n", 1)[1]
    (tmp_path / "visits.csv").write_text(text, encoding="utf-8")
    assert len(looked_at(tmp_path, "visits.csv", timezone="UTC").files[0].mapped.facts.spikes) == spikes


def test_ids_that_repeat_across_batches_are_counted_each(tmp_path):
    (tmp_path / "visits.csv").write_text(visits(range(3)) + visits(range(3)).split("\n", 1)[1] * 2, encoding="utf-8")
    assert looked_at(tmp_path, "visits.csv", timezone="UTC").files[0].mapped.facts.repeated == 12


def test_missing_cells_and_torn_rows_are_counted(tmp_path):
    (tmp_path / "v.csv").write_text("id,note\n1,\n2,  \n3,x\n4\n5,a,b\n", encoding="utf-8")
    table = looked_at(tmp_path, "v.csv").files[0].table
    assert (table.rows, table.wrong) == (3, 2)
    assert [(column.name, column.missing) for column in table.columns] == [("id", 0), ("note", 2)]


def test_a_preset_by_which_few_rows_are_events_does_not_fit(tmp_path):
    good, bad = visits(range(2)), "".join(f"b{row};soon;да\n" for row in range(5))
    (tmp_path / "visits.csv").write_text(good + bad, encoding="utf-8")
    assert looked_at(tmp_path, "visits.csv", timezone="UTC").files[0].fits == ()
    (tmp_path / "visits.csv").write_text(good + bad[: bad.index("b4")], encoding="utf-8")
    (fit,) = looked_at(tmp_path, "visits.csv", timezone="UTC").files[0].fits
    assert fit.accepted == 0.5


ORDERS = build([Contribution("shop", "1", Domain("sample", prefix="SMP", event_types=[ORDER]))])


def guessed(folder, text, timezone=""):
    (folder / "o.csv").write_text(text, encoding="utf-8")
    return profile(["o.csv"], ORDERS, folder=folder, timezone=timezone).files[0].mapped


def test_units_and_signs_are_guessed_of_what_columns_hold(tmp_path):
    text = "order_id;at;time;wait;amount;items;note\n" + "".join(
        f"a{row};{row + 13}.05.2026;10:00:05;0:01:30;1,5;94,5 %;\n" for row in range(4)
    )
    mapped = guessed(tmp_path, text, "Europe/Moscow")
    assert mapped.entry == {
        "source": "o.csv",
        "timezone": "Europe/Moscow",
        "decimal": ",",
        "fields": {
            "order_id": "order_id",
            "at": {"columns": ["at", "time"], "format": "%d.%m.%Y %H:%M:%S"},
            "wait": {"column": "wait", "unit": "hh:mm:ss"},
            "amount": "amount",
            "items": {"column": "items", "unit": "%"},
        },
    }
    assert mapped.facts.count.first == "2026-05-13T10:00:05+03:00"
    text = "order_id,at,time,wait\n" + "".join(f"a{row},2026-05-0{row + 1} 10:00:00,9:00:00,90\n" for row in range(4))
    assert guessed(tmp_path, text).entry["fields"] == {
        "order_id": "order_id",
        "at": "at",
        "wait": {"column": "wait", "unit": "s"},
    }
    text = "order_id,at,time\n" + "".join(f"a{row},2026-05-0{row + 1},9:00:00\n" for row in range(4))
    assert guessed(tmp_path, text, "UTC").facts.count.first == "2026-05-01T09:00:00+00:00"


AMOUNTS = "order_id;at;amount\n" + "".join(f"a{row};2026-03-0{row + 1}T10:00Z;1 {row}00,50 ₽\n" for row in range(6))


def test_the_sign_beside_amounts_tells_the_currency(tmp_path):
    """They are read with it, and the project is proposed to count in it."""
    (tmp_path / "o.csv").write_text(AMOUNTS, encoding="utf-8")
    found = profile(["o.csv"], ORDERS, folder=tmp_path)
    mapped = found.files[0].mapped
    assert mapped.entry["fields"]["amount"] == "amount"
    assert mapped.entry["decimal"] == ","
    assert (mapped.facts.count.accepted, mapped.facts.count.quarantined) == (6, {})
    assert found.currency == profile_data(found)["currency"] == "RUB"
    assert "amount    number in RUB with a decimal comma" in said(found)
    assert "the project counts in it (`currency: RUB`)" in said(found)
    assert "\ncurrency: RUB\ndata:\n" in said(found)
    assert "знак RUB: проект считает в этой валюте" in said(found, "ru")


def test_a_sign_of_another_currency_than_the_projects_is_told(tmp_path):
    (tmp_path / "o.csv").write_text(AMOUNTS, encoding="utf-8")
    found = profile(["o.csv"], ORDERS, folder=tmp_path, currency="EUR")
    assert found.currency == "EUR"
    assert "the sign of RUB, which is not the currency of the project" in said(found)
    assert "`currency: {code: RUB, rates: ...}`" in said(found)


def test_signs_of_two_currencies_are_proposed_neither(tmp_path):
    """Each file is read with its own; what the project counts in nobody knows."""
    (tmp_path / "a.csv").write_text(AMOUNTS, encoding="utf-8")
    (tmp_path / "b.csv").write_text(AMOUNTS.replace(" ₽", " $"), encoding="utf-8")
    found = profile(["a.csv", "b.csv"], ORDERS, folder=tmp_path)
    assert found.currency == ""
    assert [file.mapped.facts.count.accepted for file in found.files] == [6, 6]


def test_a_preset_reads_amounts_with_their_sign(tmp_path):
    fields = {"order_id": "order_id", "at": "at", "amount": "amount"}
    preset = Preset("sample.orders", "sample.order", "csv", options={"decimal": ","}, fields=fields)
    domain = Domain("sample", prefix="SMP", event_types=[ORDER], presets=(preset,))
    (tmp_path / "o.csv").write_text(AMOUNTS, encoding="utf-8")
    (file,) = profile(["o.csv"], build([Contribution("shop", "1", domain)]), folder=tmp_path).files
    assert (file.mapped.preset.preset.id, file.mapped.preset.accepted) == ("sample.orders", 1.0)
    assert file.mapped.facts.count.quarantined == {}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("data:\n  a: b\n", "currency: RUB\ndata:\n  a: b\n"),
        ("\ufeffdata:\r\n  a: b\r\n", "\ufeffcurrency: RUB\r\ndata:\r\n  a: b\r\n"),
        ("project: x\ndata:  # here\n", "project: x\ncurrency: RUB\ndata:  # here\n"),
        ("currency: EUR\ndata:\n", "currency: EUR\ndata:\n"),
        ('data:\n"currency" : EUR\n', 'data:\n"currency" : EUR\n'),
    ],
)
def test_the_currency_is_written_before_data_and_never_over_another(before, after):
    assert with_currency(before, "RUB") == after
    assert with_currency(before, "") == before


@pytest.mark.parametrize(
    ("text", "code"),
    [("currency: EUR\n", "EUR"), ('\ufeff"currency" : "RUB"  # x\n', "RUB"), ("a: 1\ndata:\n  currency: USD\n", "")],
)
def test_the_currency_of_a_project_is_the_one_it_states_at_its_top(text, code):
    assert stated_currency(text) == code


OPEN_CELLS = "order_id;at;amount\na;01/02/2026;1,234\nb;03/04/2026;2,500\nc;05/06/2026;17\n"


@pytest.mark.parametrize("by_preset", [False, True])
def test_what_cells_leave_open_is_asked_for(tmp_path, by_preset):
    """A preset takes such cells one way, and whoever wrote them may have meant the other."""
    fields = {"order_id": "order_id", "at": {"column": "at", "format": "%d/%m/%Y"}, "amount": "amount"}
    preset = Preset("sample.orders", "sample.order", "csv", options={"decimal": ","}, fields=fields)
    domain = Domain("sample", prefix="SMP", event_types=[ORDER], presets=(preset,) if by_preset else ())
    (tmp_path / "o.csv").write_text(OPEN_CELLS, encoding="utf-8")
    found = profile(["o.csv"], build([Contribution("shop", "1", domain)]), folder=tmp_path, timezone="UTC")
    mapped = found.files[0].mapped
    assert (mapped.preset is not None) is by_preset
    assert [(question.column, question.formats, question.grouped) for question in mapped.questions] == [
        ("at", ("%d/%m/%Y", "%m/%d/%Y"), ""),
        ("amount", (), "1,234"),
    ]
    assert mapped.facts.count.accepted == 3
    assert "whether 'at' is %d/%m/%Y or %m/%d/%Y." in said(found)
    assert 'whether 1,234 in \'amount\' is whole (`thousands: ","`) or a fraction (`decimal: ","`).' in said(found)
    assert 'целое число (`thousands: ","`) или дробь' in said(found, "ru")
    assert profile_data(found)["files"][0]["mapped"]["questions"][1]["grouped"] == "1,234"


def test_what_a_preset_states_of_its_numbers_is_not_asked_for(tmp_path):
    fields = {"order_id": "order_id", "at": {"column": "at", "format": "%d/%m/%Y"}, "amount": "amount"}
    preset = Preset("sample.orders", "sample.order", "csv", options={"thousands": ","}, fields=fields)
    domain = Domain("sample", prefix="SMP", event_types=[ORDER], presets=(preset,))
    (tmp_path / "o.csv").write_text(OPEN_CELLS.replace("01/02", "31/01"), encoding="utf-8")
    found = profile(["o.csv"], build([Contribution("shop", "1", domain)]), folder=tmp_path, timezone="UTC")
    assert found.files[0].mapped.questions == ()


@pytest.mark.parametrize(
    ("at", "closed", "naive"),
    [
        ("2026-03-01T10:00Z", "2026-03-01T11:00Z", False),
        ("2026-03-01 10:00", "2026-03-01T11:00Z", True),
        ("2026-03-01T10:00Z", "2026-03-01 11:00", True),
        ("2026-03-01 10:00", "2026-03-01 11:00", True),
    ],
)
def test_a_zone_is_needed_where_any_time_has_none(tmp_path, at, closed, naive):
    assert guessed(tmp_path, f"order_id,at,closed_at\na,{at},{closed}\n").naive is naive


def test_the_only_column_of_times_is_the_time_whatever_it_is_called(tmp_path):
    assert guessed(tmp_path, "order_id,when\na,2026-03-01\nb,2026-03-02\n").entry["fields"]["at"] == "when"
    assert guessed(tmp_path, "order_id,when,then\na,2026-03-01,2026-03-02\n") is None


def test_a_preset_that_lacks_but_the_heading_of_the_time_is_named(tmp_path):
    """The only other column of times may be it: people are told, since only they know."""
    text = visits(range(40)).replace("Дата", "Когда пришёл", 1)
    (tmp_path / "visits.csv").write_text(text, encoding="utf-8")
    found = looked_at(tmp_path, "visits.csv", timezone="UTC")
    mapped = found.files[0].mapped
    assert mapped.entry["format"] == "shop.visits"
    assert mapped.entry["fields"] == {"at": {"column": "Когда пришёл", "format": "%d.%m.%Y %H:%M"}}
    assert mapped.facts.count.accepted == 80
    assert "is its at: 'Когда пришёл' is taken for it, check that." in said(found)
    assert "узнаёт at, нет: взят столбец «Когда пришёл», проверьте." in said(found, "ru")


def test_a_list_without_any_time_holds_no_events(tmp_path):
    (tmp_path / "phones.csv").write_text("Менеджер,Телефон\nИванова,11-22\nПетров,33-44\n", encoding="utf-8")
    found = looked_at(tmp_path, "phones.csv")
    assert found.files[0].mapped is None
    assert "these are no events: there is nothing to map" in said(found)
    assert "это не события" in said(found, "ru")
    (tmp_path / "phones.csv").write_text("Кто,С какого дня\nИванова,\n", encoding="utf-8")
    assert "choose one of `goalposts events`" in said(looked_at(tmp_path, "phones.csv")), "a time may come"


def test_unreadable_rows_are_counted_with_their_line(tmp_path):
    text = visits(range(40)) + "x;31.02.2026 10:00;да\n"
    (tmp_path / "visits.csv").write_text(text, encoding="utf-8")
    found = looked_at(tmp_path, "visits.csv", timezone="UTC")
    assert dict(found.files[0].mapped.facts.count.quarantined) == {"bad_timestamp": 1}
    assert "at, not a time (bad_timestamp): 1, first in line 82: '31.02.2026 10:00'" in said(found)
    assert "at, не время (bad_timestamp): 1, впервые в строке 82: «31.02.2026 10:00»" in said(found, "ru")


def test_days_in_two_orders_are_told_with_a_cell_of_each(tmp_path):
    rows = "".join(f"{number},{number % 12 + 1:02}/{number % 28 + 1:02}/2026\n" for number in range(60))
    (tmp_path / "v.csv").write_text(f"Visit Id,When\n{rows}x,17/02/2026\n", encoding="utf-8")
    found = looked_at(tmp_path, "v.csv", timezone="UTC")
    assert "'When' has times of two kinds, as 01/13/2026 and 17/02/2026" in said(found)
    assert "В «When» время записано двояко: 01/13/2026 и 17/02/2026" in said(found, "ru")
    assert dict(found.files[0].mapped.facts.count.quarantined) == {"other_order": 1}


def test_days_in_two_ways_that_cannot_be_confused_are_told_so(tmp_path):
    days = [
        f"2026-02-{17 + number // 10}" if number % 10 == 9 else f"{number % 28 + 1:02}.02.2026" for number in range(60)
    ]
    rows = "".join(f"{number},{day}\n" for number, day in enumerate(days))
    (tmp_path / "v.csv").write_text(f"Visit Id,When\n{rows}", encoding="utf-8")
    found = looked_at(tmp_path, "v.csv", timezone="UTC")
    assert "as 01.02.2026 and 2026-02-17. They cannot be taken for each other" in said(found)
    assert "01.02.2026 и 2026-02-17. Спутать их нельзя" in said(found, "ru")
    assert dict(found.files[0].mapped.facts.count.quarantined) == {"bad_timestamp": 6}


def test_a_column_called_id_is_the_id_that_an_event_must_have(tmp_path):
    """Only where none is called by the name of the field."""
    (tmp_path / "v.csv").write_text("ID,When,Done\na,2026-03-01,yes\nb,2026-03-02,no\n", encoding="utf-8")
    mapped = looked_at(tmp_path, "v.csv", timezone="UTC").files[0].mapped
    assert (mapped.entry["fields"]["visit_id"], mapped.missing) == ("ID", ())
    (tmp_path / "v.csv").write_text("ID,Visit Id,When,Done\n1,a,2026-03-01,yes\n", encoding="utf-8")
    assert looked_at(tmp_path, "v.csv", timezone="UTC").files[0].mapped.entry["fields"]["visit_id"] == "Visit Id"


def test_what_is_guessed_is_shown_although_a_column_lacks(tmp_path):
    """And is not written anywhere: `data_entry` leaves it out."""
    (tmp_path / "v.csv").write_text("When,Done\n2026-03-01,yes\n2026-03-02,no\n", encoding="utf-8")
    found = looked_at(tmp_path, "v.csv", timezone="UTC")
    assert found.files[0].mapped.missing == ("visit_id",)
    assert "      visit_id: <which column>\n      at: When\n      done: Done" in said(found)
    assert "      visit_id: <какой столбец>" in said(found, "ru")
    assert data_entry(found) == {}


def test_guess_by_names_and_its_questions(tmp_path):
    (tmp_path / "v.csv").write_text("Visit Id,When,Done\na,2026-03-01,yes\nb,2026-03-02,no\n", encoding="utf-8")
    mapped = looked_at(tmp_path, "v.csv", timezone="UTC").files[0].mapped
    assert mapped.preset is None
    assert mapped.entry["fields"] == {"visit_id": "Visit Id", "at": "When", "done": "Done"}
    assert mapped.facts.count.accepted == 2


def test_kpis_and_what_they_lack(tmp_path):
    (tmp_path / "v.csv").write_text("visit_id,at\na,2026-03-01\nb,2026-03-02\n", encoding="utf-8")
    found = looked_at(tmp_path, "v.csv", timezone="UTC")
    judged = {known.kpi.id: known.missing for known in found.kpis}
    lacking = [name for name, missing in judged.items() if "done" in missing]
    assert lacking != []
    assert f"{lacking[0]}: missing" in said(found)


def test_words_without_a_partner(tmp_path):
    (tmp_path / "deals.csv").write_text("id,product\n1,GTXPro\n2,MG\n3,MG\n4,GTXPro\n", encoding="utf-8")
    (tmp_path / "products.csv").write_text("product,price\nGTX Pro,4\nMG,5\n", encoding="utf-8")
    (strange,) = looked_at(tmp_path, "deals.csv", "products.csv").unmatched
    assert (strange.column, strange.file, strange.keys, strange.rows) == ("product", "deals.csv", "products.csv", 2)
    assert strange.words == (("GTXPro", "GTX Pro"),)


@pytest.mark.parametrize(
    ("deals", "keys"),
    [
        ("1,A\n2,B\n3,B\n", "C\nD\n"),  # nothing in common
        ("1,A\n2,B\n3,C\n", "A\nB\n"),  # two lists
        ("1,A\n2,B\n3,B\n4,C\n", "A\nB\nB\n"),  # no list at all
        ("1,A\n2,B\n3,B\n", "A\nB\nC\n"),  # all have one
    ],
)
def test_words_that_need_no_partner(tmp_path, deals, keys):
    (tmp_path / "deals.csv").write_text(f"id,product\n{deals}", encoding="utf-8")
    (tmp_path / "products.csv").write_text(f"product\n{keys}", encoding="utf-8")
    assert looked_at(tmp_path, "deals.csv", "products.csv").unmatched == ()


def test_plain_data_is_json(tmp_path):
    (tmp_path / "visits.csv").write_text(visits(range(3)), encoding="utf-8")
    found = json.loads(json.dumps(profile_data(looked_at(tmp_path, "visits.csv", timezone="UTC"))))
    assert found["files"][0]["presets"][0]["id"] == "shop.visits"
    assert found["data"]["sample.visit"]["format"] == "shop.visits"


def test_no_file(tmp_path):
    with pytest.raises(SourceError, match=r"nothing\.csv: no file matches"):
        looked_at(tmp_path, "nothing.csv")


def test_a_password_in_an_address_is_not_repeated(tmp_path):
    noted = []
    with pytest.raises(SourceError) as refused:
        looked_at(tmp_path, "postgresql://ann:hunter2@host/db", progress=noted.append)
    assert refused.value.sentence("en").startswith("postgresql://***: the address holds a password")
    assert noted == []


PROJECT = """\
goalposts: 1
project: Shop   # ours
timezone: UTC
evaluation: {from: 2026-01-01, to: 2026-02-01}
"""


@pytest.mark.parametrize(
    "text",
    [PROJECT, PROJECT + "data:\n", PROJECT + "data:  # below\nsegments: [branch]\n", PROJECT.rstrip()],
)
def test_data_is_written_into_a_project_and_read_back(tmp_path, text):
    (tmp_path / "visits.csv").write_text(visits(range(3)), encoding="utf-8")
    data = data_entry(looked_at(tmp_path, "visits.csv", timezone="UTC"))
    written = with_data(text, "p.yaml", data)
    assert "project: Shop   # ours\n" in written
    (source,) = project_from_text(written, CATALOGUE).sources
    assert (source.preset, source.locations, source.timezone) == ("shop.visits", ("visits.csv",), "UTC")


def test_data_beside_other_sources_and_never_over_them(tmp_path):
    text = PROJECT + "data:\n  sample.order:   # kept\n    source: orders.csv\n"
    data = {"sample.visit": {"source": "visits.csv"}}
    written = with_data(text, "p.yaml", data)
    assert "  sample.order:   # kept\n    source: orders.csv\n" in written
    assert {source.event_type for source in project_from_text(written, CATALOGUE).sources} == {
        "sample.visit",
        "sample.order",
    }
    with pytest.raises(InputError, match=r"data: sample\.visit is there already"):
        with_data(written, "p.yaml", data)
    with pytest.raises(InputError, match="not written line by line"):
        with_data(PROJECT + "data: {sample.order: orders.csv}\n", "p.yaml", data)


def test_files_that_are_read_alike_are_one_source(tmp_path):
    for name, first in (("a.csv", 0), ("b.csv", 40)):
        (tmp_path / name).write_text(visits(range(first, first + 40)), encoding="utf-8")
    for location in ("*.csv", "."):
        assert data_entry(looked_at(tmp_path, location, timezone="UTC")) == {
            "sample.visit": {"source": location, "format": "shop.visits", "timezone": "UTC"}
        }
    (tmp_path / "b.csv").write_bytes(visits(range(40, 80)).encode("cp1251"))
    found = data_entry(looked_at(tmp_path, "*.csv", timezone="UTC"))["sample.visit"]
    assert [source["source"] for source in found] == ["a.csv", "b.csv"]


def test_words_that_nobody_knows_are_marked(tmp_path):
    text = "order_id,at,state\n" + "".join(f"{row},2026-03-01,offen\n" for row in range(9))
    (tmp_path / "o.csv").write_text(text, encoding="utf-8")
    catalogue = build([Contribution("shop", "1", Domain("sample", prefix="SMP", event_types=[ORDER]))])
    found = profile(["o.csv"], catalogue, folder=tmp_path, timezone="UTC")
    entry = data_entry(found)["sample.order"]
    assert entry["fields"]["state"] == {"column": "state", "values": {"offen": "?"}}
    assert found.kpis == ()


@pytest.mark.parametrize("empty", ["data:", "data: ~", "data: null", "data: {}", "data: { }  # to do", "data:  # Anna"])
def test_an_empty_data_is_filled_and_its_comment_stays(empty):
    written = with_data(f"{PROJECT}{empty}\nsegments: [branch]\n", "p.yaml", {"sample.visit": {"source": "v.csv"}})
    assert project_from_text(written, CATALOGUE).sources[0].locations == ("v.csv",)
    assert written.count("data:") == 1
    if "#" in empty:
        assert f"data:  {empty[empty.index('#') :]}\n" in written


def test_line_ends_and_byte_order_mark_stay():
    text = "\ufeff" + PROJECT.replace("\n", "\r\n")
    written = with_data(text, "p.yaml", {"sample.visit": {"source": "v.csv"}})
    assert written.startswith(text)
    assert written.count("\n") == written.count("\r\n")


def test_every_line_keeps_its_own_end():
    text = PROJECT.replace("ours\n", "ours\r\n")
    assert with_data(text, "p.yaml", {"sample.visit": {"source": "v.csv"}}).startswith(text)


def test_a_comment_of_an_empty_data_stays_in_its_line_of_a_windows_file():
    text = PROJECT.replace("\n", "\r\n") + "data:  # Anna\r\n"
    written = with_data(text, "p.yaml", {"sample.visit": {"source": "v.csv"}})
    assert written == text + "  sample.visit:\r\n    source: v.csv\r\n"


@pytest.mark.parametrize(
    "data",
    ['data: ""', "data: later", "data: [a]", "data: {\n}", '"data":', "data : null", "data:\n  {a: b}", "data:\n  ~"],
)
def test_a_data_that_is_written_in_another_way_is_never_doubled(data):
    with pytest.raises(InputError, match="not written line by line"):
        with_data(f"{PROJECT}{data}\n", "p.yaml", {"sample.visit": {"source": "v.csv"}})


def test_a_second_document_is_refused():
    with pytest.raises(ProjectFileError, match="single document"):
        with_data(f"{PROJECT}---\n", "p.yaml", {"sample.visit": {"source": "v.csv"}})


@pytest.mark.parametrize("text", ["{project: Shop, goalposts: 1}\n", "- a\n", "project: Shop\n...\n"])
def test_a_file_that_is_not_written_line_by_line_is_left_alone(text):
    with pytest.raises(InputError, match="not written line by line"):
        with_data(text, "p.yaml", {"sample.visit": {"source": "v.csv"}})


def test_days_are_those_of_the_zone(tmp_path):
    text = "Номер;Дата;Сделано\n" + "".join(f"{row};02.03.2026 00:3{row};да\n" for row in range(8))
    (tmp_path / "visits.csv").write_text(text, encoding="utf-8")
    facts = looked_at(tmp_path, "visits.csv", timezone="Europe/Moscow").files[0].mapped.facts
    assert (facts.count.first[:10], facts.days) == ("2026-03-02", 1)


@pytest.mark.parametrize("heading", ["Currency", "what"])
def test_a_column_that_names_several_currencies_is_told(tmp_path, heading):
    """Beside amounts, by its heading or by its words; what is one currency is not."""
    rows = [f"a{row};2026-03-0{row + 1}T10:00Z;{row}00;{'USD' if row == 4 else 'RUB'}" for row in range(6)]
    (tmp_path / "o.csv").write_text("\n".join((f"order_id;at;amount;{heading}", *rows)), encoding="utf-8")
    found = profile(["o.csv"], ORDERS, folder=tmp_path)
    assert f"'{heading}' names several currencies (RUB, USD)" in said(found)
    assert f"В «{heading}» несколько валют (RUB, USD)" in said(found, "ru")
    assert profile_data(found)["files"][0]["currencies"] == {heading: ["RUB", "USD"]}
    (tmp_path / "o.csv").write_text("\n".join((f"order_id;at;amount;{heading}", *rows[:4])), encoding="utf-8")
    assert "several currencies" not in said(profile(["o.csv"], ORDERS, folder=tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "cp866"])
def test_letters_that_come_late_tell_the_encoding_too(tmp_path, encoding):
    """The first rows may be ASCII, which is the same in all."""
    rows = "".join(f"a{row};2026-03-01T10:00Z;{'done' if row < 9_000 else 'закрыто'}\n" for row in range(9_100))
    (tmp_path / "o.csv").write_bytes(f"order_id;at;state\n{rows}".encode(encoding))
    (file,) = profile(["o.csv"], ORDERS, folder=tmp_path).files
    assert file.seen.source.encoding == encoding
    assert file.table.find("state").words == {"done": 9_000, "закрыто": 100}


def test_days_in_the_future_are_told(tmp_path):
    """A typo of a year is no event, and a closing in it none yet; a column of what is planned is no fault."""
    rows = [f"a{row};2026-03-01T10:00Z;{'2062' if row == 4 else '2026'}-03-05;" for row in range(20)]
    rows.append("b;2071-03-01T10:00Z;2026-03-05;")
    (tmp_path / "o.csv").write_text("\n".join(("order_id;at;closed_at;note", *rows)), encoding="utf-8")
    columns = {"closed_at": "closed_at", "at": "at", "order_id": "order_id"}
    found = profile(["o.csv"], ORDERS, folder=tmp_path, columns=columns, today=date(2026, 6, 1))
    facts = found.files[0].mapped.facts
    assert facts.later == (("at", 1, date(2071, 3, 1)), ("closed_at", 1, date(2062, 3, 5)))
    assert "closed_at lies in the future in 1 row, as 5 March 2062" in said(found)
    assert "closed_at — из будущего, 1 строка" in said(found, "ru")
    assert profile_data(found)["files"][0]["mapped"]["events"]["later"]["at"] == {"rows": 1, "as": "2071-03-01"}
    assert profile(["o.csv"], ORDERS, folder=tmp_path, columns=columns).files[0].mapped.facts.later == ()
