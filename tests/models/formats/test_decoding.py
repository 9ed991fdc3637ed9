"""Bytes of wires in the encodings wires use, also short ones; and bytes that are no text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.formats.decoding import DecodingError, decode

RUSSIAN = "МОСКВА, 3 июля. /ПРИМЕР/. Стороны встретились и договорились продолжить переговоры."
LONG_RUSSIAN = RUSSIAN + " Об этом сообщил представитель министерства иностранных дел. " * 20
FRENCH = "GENÈVE, 3 août (Exemple) - Les délégations se sont rencontrées à l’aéroport."
GERMAN = "Zürich, 3. März (Muster) - Die Gespräche über Öl werden fortgeführt, hieß es."
SPANISH = "Bogotá, 3 jul (Ejemplo).- El señor Núñez habló mañana en la reunión."
QUOTED = "OSLO (Sample Wire) — “We met,” the envoy’s aide said… It cost €5."
POLISH = "WARSZAWA, 3 lipca (Przykład) - Żołnierze spotkali się późno, powiedział rzecznik. Źródła mówią różnie. " * 12


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [FRENCH, QUOTED], ids=["French", "English"])
def test_unicode(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_marked_russian(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("text", [FRENCH, GERMAN, SPANISH, QUOTED], ids=["French", "German", "Spanish", "English"])
def test_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("word", ["Genève", "São Paulo", "Zürich met", "“Yes”", "naïve", "£5", "10° C", "Straße"])
def test_windows_1252_in_a_few_words(word: str) -> None:
    assert decode(word.encode("cp1252")) == word


@pytest.mark.parametrize("text", [FRENCH.replace("’", "'"), GERMAN, SPANISH], ids=["French", "German", "Spanish"])
def test_latin_1(text: str) -> None:
    assert decode(text.encode("latin-1")) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp866", "iso8859-5"])
@pytest.mark.parametrize("text", [RUSSIAN, LONG_RUSSIAN], ids=["short", "long"])
def test_cyrillic(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_amid_english(encoding: str) -> None:
    text = "MOSCOW, July 3 (Sample Wire) - The paper wrote: Переговоры продолжаются. It gave no source."
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (POLISH, "cp1250"),
        ("Η σύνοδος θα συνεχιστεί αύριο στην Αθήνα, είπε ο εκπρόσωπος της κυβέρνησης. " * 12, "cp1253"),
        ("首脳会談は明日も東京で続く見通しだと政府の報道官が述べた。" * 20, "shift_jis"),
        ("双方同意明天在北京继续会谈，发言人说。" * 20, "gb18030"),
    ],
    ids=["Polish", "Greek", "Japanese", "Chinese"],
)
def test_other_encodings(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n\n") == "a\r\nb\rc\n\n"


def test_only_the_first_byte_order_mark_is_dropped() -> None:
    assert decode(codecs.BOM_UTF8 * 2 + b"a") == "\ufeffa"


def test_damaged_utf8_keeps_its_letters() -> None:
    raw = RUSSIAN.encode()[:-3] + b"\xd0"
    assert decode(raw).startswith("МОСКВА, 3 июля. /ПРИМЕР/.")


@pytest.mark.parametrize("raw", [b"", b"  \r\n\t ", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty(raw: bytes) -> None:
    with pytest.raises(DecodingError, match="is empty"):
        decode(raw)


@pytest.mark.parametrize(
    "raw", [b"\x7fELF\x02\x01\0\0\0", b"text\0with\0a few\0", bytes(range(1, 32)) * 10, b"PK\x03\x04\0\0"]
)
def test_binary(raw: bytes) -> None:
    with pytest.raises(DecodingError, match="is binary"):
        decode(raw)


def test_a_few_control_characters_are_no_binary() -> None:
    assert decode(b"\x01\x02a1234 OSLO (Sample Wire) - The two sides met.\x03")


@given(st.binary(max_size=300))
def test_only_a_decoding_error_is_raised(raw: bytes) -> None:
    try:
        text = decode(raw)
    except DecodingError:
        return
    text.encode("utf-8")


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text and text.isprintable()))
def test_utf8_comes_back_unchanged(text: str) -> None:
    assert decode(text.encode("utf-8")) == text.removeprefix("\ufeff")
