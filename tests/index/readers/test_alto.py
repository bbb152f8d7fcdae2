"""ALTO: pages of a library's scans, with what the METS beside them says."""

from pathlib import Path

from index.readers import alto
from index.readers.format import InputPart, ReadOptions
from index.readers.formats import format_of
from index.readers.outcome import Accepted, Outcome, Refused, Skipped

PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<alto xmlns="http://www.loc.gov/standards/alto/ns-v3#"><Layout>
<Page PHYSICAL_IMG_NR="3"><PrintSpace>
<TextBlock><TextLine><String CONTENT="स्वतंत्रता" HEIGHT="90" WC="0.95"/><String CONTENT="दिवस" HEIGHT="90" WC="0.95"/></TextLine></TextBlock>
<TextBlock><TextLine><String CONTENT="आज" HEIGHT="30" WC="0.8"/><String CONTENT="कि" SUBS_TYPE="HypPart1" SUBS_CONTENT="किले"
 HEIGHT="30" WC="0.7"/><HYP CONTENT="-"/></TextLine>
<TextLine><String CONTENT="ले" SUBS_TYPE="HypPart2" SUBS_CONTENT="किले" HEIGHT="30"/><String CONTENT="पर" HEIGHT="30"/></TextLine></TextBlock>
</PrintSpace></Page></Layout></alto>"""
METS = """<mets xmlns="http://www.loc.gov/METS/" xmlns:mods="http://www.loc.gov/mods/v3"><dmdSec><mods:mods>
<mods:titleInfo><mods:title>आज</mods:title></mods:titleInfo>
<mods:originInfo><mods:dateIssued>1947-08-16</mods:dateIssued></mods:originInfo></mods:mods></dmdSec></mets>"""


def read(content: str, path: str = "page.xml") -> list[Outcome]:
    return list(alto.read(InputPart(path, content.encode()), ReadOptions()))


def test_a_page_is_an_article_with_its_page_and_confidence() -> None:
    (found,) = read(PAGE, "aaj/1947-08-15/3.xml")
    assert isinstance(found, Accepted)
    article = found.article
    assert (article.headline, article.body) == ("स्वतंत्रता दिवस", "आज किले पर")
    assert (article.print_page, article.machine_read, str(article.date)) == ("3", "ALTO", "1947-08-15")
    assert 80 <= int(article.confidence) <= 100


def test_the_mets_beside_the_pages_says_paper_and_day(tmp_path: Path) -> None:
    (tmp_path / "issue_mets.xml").write_text(METS, "utf-8")
    (tmp_path / "alto").mkdir()
    (found,) = read(PAGE, str(tmp_path / "alto" / "3.xml"))
    assert isinstance(found, Accepted)
    assert (found.article.source, str(found.article.date)) == ("आज", "1947-08-16")
    assert isinstance(read(METS)[0], Skipped)


def test_what_is_no_sound_page_is_said() -> None:
    assert isinstance(read("<alto><Layout/></alto>")[0], Refused)
    assert isinstance(read("<alto><Layout><Page/></Layout></alto>")[0], Skipped)
    assert isinstance(read("<alto><Layout><Page>")[0], Refused)


def test_it_is_told_by_its_beginning() -> None:
    assert format_of("a.xml", PAGE.encode(), named=False) is alto.FORMAT
    assert format_of("a.xml", METS.encode(), named=False) is alto.FORMAT


def test_half_words_and_strange_confidences_cost_nothing() -> None:
    odd = (
        PAGE.replace(' SUBS_CONTENT="किले"', "", 1)
        .replace('WC="0.8"', 'WC="nan"')
        .replace('HEIGHT="30" WC="0.7"', 'HEIGHT="inf" WC="7"')
    )
    (found,) = read(odd)
    assert isinstance(found, Accepted)
    assert found.article.body == "आज कि ले पर"
    assert int(found.article.confidence) <= 100
