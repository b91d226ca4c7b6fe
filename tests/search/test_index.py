"""One index on every store: what is put is found, what is dropped is not, nothing is in clear."""

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from shared.eventlog.projections import open_views
from shared.search.blinding import Blinding
from shared.search.index import Document
from shared.search.terms import terms
from tests.examples.ids import id_of
from tests.search.library import SECRET, Library
from tests.search.reports import reports

LATE = ("Epikrisen kommer for sent", "Fastlegen får ikke epikrisen før etter flere uker.")
LATE_NYNORSK = ("Sein epikrise", "Allmennlegen ventar i fleire veker på utskrivingsnotatet.")
WORDS = st.sampled_from(["epikrise", "lege", "kø", "seng", "mor", "sår"])
AMBULANCE = ("Ambulansen står i kø", "Akuttmottaket er fullt, og beredskapen svekkes.")


def case(name: str, subject: str | None = None, key: str | None = None) -> Document:
    return Document(id_of(name), "case", id_of(subject or name), key)


def test_the_same_problem_in_other_words_is_found_and_the_likest_first_i_7(
    library: Library,
) -> None:
    library.put([(case("late"), *LATE), (case("ambulance"), *AMBULANCE)])
    assert library.ask(*LATE_NYNORSK) == [id_of("late")]


def test_every_labelled_report_finds_itself_first_i_7(library: Library) -> None:
    told = {id_of(each.title): each for each in reports("development")}
    library.put((Document(key, "case", key), each.title, each.text) for key, each in told.items())
    assert all(library.ask(each.title, each.text)[0] == key for key, each in told.items())


@settings(deadline=None, max_examples=50)
@given(
    st.lists(
        st.lists(st.sampled_from(["epikrise", "lege", "kø", "seng", "mor", "sår"]), min_size=1)
    )
)
def test_any_text_finds_itself_first_i_7(told: list[list[str]]) -> None:
    texts = [" ".join(words) for words in told]
    database = open_views("memory:", "intake")
    library = Library(database)
    library.put((case(str(number)), text, "") for number, text in enumerate(texts))
    for text in texts:
        first = library.ask(text)[0]
        same = [id_of(str(at)) for at, other in enumerate(texts) if terms(other) == terms(text)]
        assert first in same
    database.dispose()


def test_a_text_without_words_finds_nothing_and_does_not_fail_i_7(library: Library) -> None:
    library.put([(case("late"), *LATE), (case("empty"), "🚑", "…")])
    for odd in ("", "   ", "🚑", "123", "og på i", "ord som ingen annen tekst har: kvaksalveri"):
        assert library.ask(odd) == []
    assert library.ask("epikrise " * 5_000) == [id_of("late")]


def test_several_reports_of_a_case_are_one_answer_i_7(library: Library) -> None:
    library.put([(case("one", "late"), *LATE), (case("two", "late"), *LATE_NYNORSK)])
    assert library.ask(*LATE) == [id_of("late")]


def test_a_case_that_is_not_asked_for_is_left_out_i_7(library: Library) -> None:
    library.put([(case("late"), *LATE), (case("again"), *LATE_NYNORSK)])
    assert library.ask(*LATE, besides=[id_of("late")]) == [id_of("again")]


def test_a_document_put_again_takes_the_place_of_the_earlier_i_7(library: Library) -> None:
    library.put([(case("late"), *LATE), (case("late"), *AMBULANCE)])
    assert library.ask(*LATE) == []
    assert library.ask(*AMBULANCE) == [id_of("late")]


def test_reports_of_merged_cases_tell_of_the_one_that_stays_i_0(library: Library) -> None:
    library.put([(case("late"), *LATE), (case("again"), *LATE_NYNORSK)])
    library.move(id_of("again"), id_of("late"))
    assert library.ask(*LATE_NYNORSK) == [id_of("late")]


def test_what_is_dropped_leaves_nothing_r_7(library: Library) -> None:
    library.put([(case("late"), *LATE)])
    assert library.drop(id_of("late")) == 1
    assert library.ask(*LATE) == []
    with library.database.connect() as connection:
        tables = library.tables
        for table in (tables.documents, tables.postings):
            assert connection.scalar(select(func.count()).select_from(table)) == 0
        assert not connection.scalars(
            select(tables.terms.c.documents).where(tables.terms.c.documents != 0)
        ).all()


def test_the_tables_hold_no_word_and_another_secret_finds_nothing_p_1(library: Library) -> None:
    library.put([(case("late"), *LATE)])
    with library.database.connect() as connection:
        stored = {
            str(value)
            for table in (library.tables.documents, library.tables.postings, library.tables.terms)
            for row in connection.execute(select(table))
            for value in row
        }
    assert not stored & {word for text in LATE for word in terms(text)}
    blind, other = Blinding(SECRET).of, Blinding(b"another secret, of 32 bytes long").of
    assert {str(blind(term)) for term in terms(LATE[0])} <= stored
    assert not {str(other(term)) for term in terms(LATE[0])} & stored


def test_a_hash_fits_in_the_database_p_1() -> None:
    blind = Blinding(SECRET).of
    assert all(-(2**63) <= blind(str(each)) < 2**63 for each in range(1_000))
