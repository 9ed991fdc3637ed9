"""The samples the IPTC publishes with its standards: each is read into a dispatch, or refused for a reason.

They are not ours to copy, so they lie beside the checkout; without them these tests are skipped.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from models.formats import is_dispatch_file, read_file

SAMPLES = Path(__file__).parents[3].parent / "shared" / "data" / "formats"
FILES = sorted(path for path in SAMPLES.rglob("*") if is_dispatch_file(path.name)) if SAMPLES.exists() else []

#: What each text among them must give: date, place, agency, the problem's language. The other files hold no text.
TEXTS = {
    "newsml-g2/LISTING_22_Sports_story_in_NewsML-G2NITF.xml": ("2018-10-19", None, None, None),
    "newsml-g2/LISTING_2_NewsML-G2_Text_Document.xml": ("2018-11-21", "New York, NY", "AP", None),
    "newsml-g2/Receiver View.xml": ("2018-11-21", "New York, NY", "AP", None),
    "newsml-g2/facet-example-3.xml": ("2020-02-04", None, "AcmeNews", None),
    "ninjs/1.4/businesswire-newsml-20130515006361.json": ("2013-05-16", None, None, None),
    "ninjs/1.4/businesswire-newsml-20130605006126.json": ("2013-06-05", None, None, "Chinese"),
    "ninjs/1.4/businesswire-newsml-20130612006110.json": ("2013-06-12", None, None, "Chinese"),
    "ninjs/1.4/businesswire-newsml-20130731006140.json": ("2013-07-31", None, None, None),
    "ninjs/1.4/ninjs-1-4-examples.json": ("2022-04-21", None, None, None),
    "ninjs/1.4/ninjsExComplex1.json": ("2013-07-09", "Grossetto, Italy", "AP", None),
    "ninjs/1.4/ninjsExComplex2.json": ("2013-07-09", "Grossetto, Italy", "AP", None),
    "ninjs/1.4/ninjsExMediumText1.json": ("2013-07-09", "Grossetto, Italy", "AP", None),
    "ninjs/1.4/ninjsExSimpleText1.json": ("2013-07-09", "GROSSETO, Italy", "AP", None),
    "ninjs/2.1/businesswire-newsml-20130605006126.json": ("2013-06-05", None, None, "Chinese"),
    "ninjs/2.1/businesswire-newsml-20130731006140.json": ("2013-07-31", None, None, None),
    "ninjs/2.1/dpa_text.json": ("2019-05-10", None, "dpa", "German"),
    "ninjs/2.1/ninjsExSimpleText_2.json": ("2013-07-09", "GROSSETO, Italy", "AP", None),
    "ninjs/2.1/ntb_text.json": ("2019-08-09", None, "NTB", "Norwegian"),
    "ninjs/2.1/schema-extension/extension-example.json": ("2021-05-26", None, "TT", "Swedish"),
    "ninjs/2.1/tt_text_image_2.json": ("2021-05-26", None, "TT", "Swedish"),
    "ninjs/NewsML/businesswire-newsml-20130515006361.xml": ("2013-05-16", "ROUND ROCK, Texas", "Business Wire", None),
    "ninjs/NewsML/businesswire-newsml-20130605006126.xml": ("2013-06-05", "加州桑尼維爾", "Business Wire", "Chinese"),
    "ninjs/NewsML/businesswire-newsml-20130612006110.xml": ("2013-06-12", "印尼雅加达", "Business Wire", "Chinese"),
    "ninjs/NewsML/businesswire-newsml-20130731006140.xml": ("2013-07-31", "KANSAS CITY, Mo.", "Business Wire", None),
    "xml/NTB_nitf_sample.xml": ("2021-05-16", "Unnao", "NTB", "Norwegian"),
    "xml/TT_newsmlg2_sample.xml": ("2021-09-19", None, "TT", "Swedish"),
    "xml/afp.com_newsml1.2_sample.xml": ("2021-05-16", "Gaza City, Palestinian Territories", "AFP", None),
}

pytestmark = pytest.mark.skipif(not FILES, reason="the samples lie beside the checkout and are absent here")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(SAMPLES).as_posix())
def test_every_sample_is_read_or_refused(path: Path) -> None:
    for dispatch in read_file(path, SAMPLES):
        if dispatch.text:
            assert dispatch.headline or "facet-example" in path.name
            assert dispatch.date
            assert dispatch.text[slice(*dispatch.body)].strip()
        else:
            assert dispatch.problem
            assert dispatch.problem.endswith(".")


@pytest.mark.parametrize(("name", "wanted"), TEXTS.items(), ids=TEXTS)
def test_the_texts_among_them(name: str, wanted: tuple[str | None, ...]) -> None:
    (dispatch,) = read_file(SAMPLES / name, SAMPLES)
    date, place, agency, language = wanted
    assert (str(dispatch.date), dispatch.date_basis) == (date, "metadata")
    assert (dispatch.place, dispatch.agency) == (place, agency)
    assert dispatch.text
    if language is None:
        assert dispatch.problem is None
    else:
        assert f" is in {language}, " in (dispatch.problem or "")
