"""Other languages are known by script and commonest words; English never is one, however foreign its names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.formats.languages import foreign_language

FOREIGN = {
    "German": "Die Vertreter beider Staaten haben sich am Donnerstag in der Hauptstadt getroffen, wie ein Sprecher des "
    "Ministeriums sagte. Sie wollen sich in der nächsten Woche noch einmal treffen, hieß es aus den Delegationen.",
    "French": "Les représentants des deux États se sont rencontrés jeudi dans la capitale, selon le porte-parole du "
    "ministère. Ils ont décidé de se revoir la semaine prochaine pour discuter du port et de la frontière.",
    "Spanish": "Los representantes de los dos países se reunieron el jueves en la capital, según el portavoz del "
    "ministerio. Acordaron volver a reunirse la próxima semana para hablar sobre el puerto y la frontera.",
    "Italian": "I rappresentanti dei due Stati si sono incontrati giovedì nella capitale, ha detto il portavoce del "
    "ministero. Hanno deciso di rivedersi la settimana prossima per parlare del porto e della frontiera.",
    "Portuguese": "Os representantes dos dois países reuniram-se na quinta-feira na capital, disse o porta-voz do "
    "ministério. Eles não falaram com os jornalistas, mas vão reunir-se na próxima semana para discutir o porto.",
    "Dutch": "De vertegenwoordigers van de twee landen hebben elkaar donderdag in de hoofdstad ontmoet, zei een "
    "woordvoerder van het ministerie. Zij zullen volgende week nog een keer met elkaar spreken over de haven.",
    "Swedish": "Företrädare för de båda staterna träffades på torsdagen i huvudstaden, säger en talesperson för "
    "departementet. De ska träffas igen nästa vecka för att tala om hamnen och om gränsen mellan länderna.",
    "Polish": "Przedstawiciele obu państw spotkali się w czwartek w stolicy, jak powiedział rzecznik ministerstwa. Nie "
    "jest jasne, czy spotkają się ponownie w przyszłym tygodniu, ale rozmowy są potrzebne dla obu stron.",
    "Turkish": "İki ülkenin temsilcileri perşembe günü başkentte bir araya geldi ve bakanlık sözcüsü bu görüşme için "
    "çok önemli bir adım dedi. Taraflar gelecek hafta daha sonra yeniden görüşecek, ancak liman için bir karar yok.",
    "Russian": "Представители двух стран встретились в четверг.",
    "Ukrainian": "Представники двох країн зустрілися в четвер і домовилися про її продовження.",
    "Greek": "Οι εκπρόσωποι των δύο χωρών συναντήθηκαν την Πέμπτη.",
    "Arabic": "اجتمع ممثلو البلدين يوم الخميس في العاصمة.",
    "Persian": "نمایندگان دو کشور پنجشنبه در پایتخت دیدار کردند و گفتگو را پی گرفتند.",
    "Hebrew": "נציגי שתי המדינות נפגשו ביום חמישי בבירה.",
    "Chinese": "两国代表星期四在首都会面，外交部发言人说。",
    "Japanese": "両国の代表は木曜日に首都で会談したと報道官が述べた。",
    "Korean": "양국 대표는 목요일 수도에서 만났다고 대변인이 말했다.",
}

ENGLISH = [
    "They met.",
    "MOSCOW",
    "Talks fail",
    "Die Zeit, Le Monde, El País and Corriere della Sera",
    "Ursula von der Leyen, Annalena Baerbock, Recep Tayyip Erdoğan, Luiz Inácio Lula da Silva, Włodzimierz Czarzasty, "
    "Şahap Kavcıoğlu, Gérald Darmanin, José Manuel Albares Bueno, Dilma Vana da Silva Rousseff, Nguyễn Xuân Phúc, "
    "Mette Frederiksen, Katrín Jakobsdóttir, Ólafur Ragnar Grímsson, Þórdís Kolbrún Reykfjörð Gylfadóttir",
    "Sinn Féin, Fianna Fáil and Fine Gael met in Dún Laoghaire.",
    "Bayer Leverkusen 2 Borussia Mönchengladbach 1; Real Sociedad 0 Atlético de Madrid 0; Olympique de Marseille 3",
    "The paper wrote: «Представители двух стран встретились». The ministry in Moscow said nothing about it.",
    "The spokesman said \"Wir haben die Gespräche fortgesetzt, und das ist gut\" and left with the others.",
    "Dollar 1.17 euro 0.85 yen 144 rouble 78.6 gold 3,340 Brent 68.5 Dow 44,800 Nasdaq 20,600 FTSE 8,820 DAX 23,934",
    "北京 (Xinhua) -- The envoys of the two states met on Thursday.",
    "",
    "...",
    "12:00 13:00",
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), FOREIGN.items(), ids=FOREIGN)
def test_other_languages(language: str, text: str) -> None:
    assert foreign_language(text) == language


@pytest.mark.parametrize("text", ENGLISH, ids=range(len(ENGLISH)))
@pytest.mark.parametrize("declared", [None, "en", "en-GB", "x", ""])
def test_english(text: str, declared: str | None) -> None:
    assert foreign_language(text, declared) is None


_PROSE = (
    "BEIJING, July 3 (Sample Wire) -- The ministers of the two countries met on Thursday and said that they would "
    "resume the talks on fishing in the strait, which had been broken off in the spring. "
)
_CHINESE = "双方就共同关心的问题交换了意见，并同意尽快恢复谈判。"


def test_sentences_in_english_are_read_whatever_stands_beside_them() -> None:
    assert foreign_language(_PROSE + 4 * _CHINESE, "zh") is None
    assert foreign_language("BEIJING, July 3 (Sample Wire) -- The ministers met. " + 4 * _CHINESE) == "Chinese"


def test_metadata_alone_makes_no_text_foreign() -> None:
    assert foreign_language("The envoys met in Berlin on Thursday, the ministry said.", "de") is None


def test_metadata_decides_where_the_words_are_few() -> None:
    words = "Die Vertreter trafen sich in Berlin mit dem Minister."
    assert (foreign_language(words), foreign_language(words, "de-AT")) == (None, "German")


def test_it_is_listed_and_not_read(read) -> None:
    (dispatch,) = read("a.txt", "BERLIN, 3. Juli (dpa) - " + FOREIGN["German"])
    assert dispatch.problem == (
        "a.txt is in German, and only English is read; it is listed, but nothing is taken from it."
    )
    assert (dispatch.place, dispatch.agency, str(dispatch.date)) == ("BERLIN", "dpa", "2025-07-03")
    assert FOREIGN["German"] in dispatch.text


@given(text=st.text(), declared=st.one_of(st.none(), st.text(max_size=5), st.just("de")))
def test_any_text(text: str, declared: str | None) -> None:
    assert foreign_language(text, declared) != ""
