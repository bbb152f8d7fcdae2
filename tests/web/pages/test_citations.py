"""Citations in three styles, with and without an author, a date and an address."""

import datetime

from index.article import Article
from web.pages.citations import citations

TODAY = datetime.date(2026, 1, 5)
LINK = "https://archive.example/article/1"


def texts(article: Article) -> dict[str, str]:
    return {citation.style: citation.text for citation in citations(article, LINK, TODAY)}


def test_all_facts() -> None:
    found = texts(
        Article("1", "मोदी पहुंचे", "पाठ", source="जागरण", author="अनिल वर्मा", date=datetime.date(2024, 6, 25),
                url="https://a.example/1")
    )  # fmt: skip
    assert found == {
        "हिंदी": "अनिल वर्मा, “मोदी पहुंचे”, जागरण, 25 जून 2024। https://a.example/1, ख़बरखोज: "
        f"{LINK} (देखा गया: 5 जनवरी 2026)।",
        "APA": "अनिल वर्मा. (2024, June 25). मोदी पहुंचे. जागरण. https://a.example/1",
        "MLA": "अनिल वर्मा. “मोदी पहुंचे.” जागरण, 25 Jun 2024, https://a.example/1. Accessed 5 Jan 2026.",
    }


def test_without_author_date_and_address() -> None:
    found = texts(Article("1", "क्या हुआ?", "पाठ"))
    assert found["हिंदी"] == f"“क्या हुआ?”, बिना तारीख़। ख़बरखोज: {LINK} (देखा गया: 5 जनवरी 2026)।"
    assert found["APA"] == f"क्या हुआ? (n.d.). {LINK}"
    assert found["MLA"] == f"“क्या हुआ?” {LINK}. Accessed 5 Jan 2026."
