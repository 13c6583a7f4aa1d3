"""Encodings of one byte a sign: told apart by the names that are written in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.imports.decoding import encoding_of

ENCODINGS = ("cp1252", "mac_roman", "iso8859-15")
NAMES = [
    *("Daniël", "Zoë", "Noëlle", "Gaël", "Micaëla", "Israël", "Joël", "Raphaël", "Michaël", "Rachèl"),
    *("André", "René", "José", "Desirée", "Renée", "Thérèse", "Hélène", "Eugène", "Irène", "Cézar"),
    *("Loïs", "Anaïs", "Naïma", "Aïcha", "Moïse", "Zaïd", "Oekraïne"),
    *("Björn", "Söhnke", "Möller", "Köhler", "Coöperatie", "Schröder"),
    *("Müller", "Günther", "Büşra", "Brüggink", "Jürgen"),
    *("Gonçalves", "François", "Peña", "Muñoz", "João", "Magalhães", "Château", "Benoît", "Hôtel"),
    *("Fátima", "Renátó", "Jerónimo", "Ângelo", "Björk", "Ståhl", "Søren", "Groß"),
    *("Érica", "Özgür", "Ümit", "Élise", "Übersee", "Ömer", "Één"),
    *("DANIËL", "ANDRÉ", "ZOË", "MÜLLER", "KÖHLER", "RENÉE"),
    *("van ’t Höf", "foto’s", "’s-Gravenhage", "cliënt", "cliënten", "reïntegratie", "financiële", "efficiënt", "geïndiceerd"),
]
PLAIN = ["Jansen", "Almelo", "Wierden", "werkt 36 uur", "tilt niet boven 10 kg", "belt 's ochtends"]
EURO = ["€ 9,72", "tarief € 12,50 per uur"]


def read(path: Path, text: str, encoding: str) -> str:
    path.write_bytes(text.encode(encoding))
    return path.read_bytes().decode(encoding_of(path))


def writable(texts: list[str], encoding: str) -> list[str]:
    found = []
    for text in texts:
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            continue
        found.append(text)
    return found


ONE_BY_ONE = [(encoding, name) for encoding in ENCODINGS for name in writable(NAMES + EURO, encoding)]


@pytest.mark.parametrize(("encoding", "name"), ONE_BY_ONE)
def test_one_name_is_enough(tmp_path: Path, encoding: str, name: str) -> None:
    text = f"Nr;Achternaam;Opmerking\nC1;{name};x\n"
    assert read(tmp_path / "one.csv", text, encoding) == text


@pytest.mark.parametrize("encoding", ENCODINGS)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_any_list_of_names_is_read_as_it_was_written(tmp_path: Path, encoding: str, data: st.DataObject) -> None:
    names = st.sampled_from(writable(NAMES, encoding)) | st.sampled_from(PLAIN) | st.sampled_from(writable(EURO, encoding))
    rows = data.draw(st.lists(st.lists(names, min_size=2, max_size=4), min_size=1, max_size=30))
    text = "".join(";".join(row) + "\r\n" for row in rows)
    assert read(tmp_path / "names.csv", text, encoding) == text


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_name_at_the_edge_of_a_block_counts_too(tmp_path: Path, encoding: str) -> None:
    text = "x" * ((1 << 20) - 1) + "\nDaniël;" + "y" * 100
    for shift in range(8):
        shifted = text[shift:]
        assert read(tmp_path / "edge.csv", shifted, encoding) == shifted


def test_an_old_mac_ends_its_lines_with_a_return_alone(tmp_path: Path) -> None:
    from db.imports.csv_source import CsvSource

    path = tmp_path / "mac.csv"
    path.write_bytes("Nr;Achternaam\rC1;Daniël\rC2;Zoë\r".encode("mac_roman"))
    with CsvSource(path, len) as source:
        records = list(source.records())
        assert (source.headings, records) == (["Nr", "Achternaam"], [(2, ["C1", "Daniël"]), (3, ["C2", "Zoë"])])
