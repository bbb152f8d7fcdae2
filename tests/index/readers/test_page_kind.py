"""What is no article: fronts, sections, galleries; and that an article always is one."""

import pytest

from index.readers.html_page import tree_of
from index.readers.page_kind import NO_ARTICLE_FILES, PageShape, no_article, shape_of
from index.readers.page_metadata import Metadata

TEXT = "सिंचाई विभाग के अभियंता ने कहा कि मरम्मत का काम दो दिन में पूरा कर लिया जाएगा और सर्वे भी होगा।\n" * 4
TEASERS = "सिंचाई विभाग के अभियंता ने कहा कि मरम्मत का काम दो दिन में पूरा कर लिया जाएगा और...\n" * 4
STORY, LIST = PageShape(0.2, 1, 2, 8), PageShape(0.8, 1, 20, 1)


def metadata(
    is_article: bool = False, kind: str = "", date: str = "", types: tuple[str, ...] = ()
) -> Metadata:
    return Metadata({"date": date}, is_article, kind, "", frozenset(types))


@pytest.mark.parametrize(
    ("shape", "said", "address", "body", "kind"),
    [
        (LIST, metadata(), "https://a.in/", TEXT, "a front page"),
        (STORY, metadata(True), "https://a.in/", TEXT, ""),
        (LIST, metadata(kind="website", date="2024-06-25"), "https://a.in/nahar", TEXT, ""),
        (PageShape(0.8, 0, 8), metadata(date="2024-06-25"), "https://a.in/nahar", TEXT, ""),
        (PageShape(0.5, 1, 8, 6), metadata(), "https://a.in/archives/12345", TEXT, ""),
        (LIST, metadata(), "https://a.in/index.html", TEXT, "a front page"),
        (LIST, metadata(kind="website"), "https://a.in/kheti", TEXT, "a section page"),
        (PageShape(0.3, 1, 20, 1), metadata(), "https://a.in/kheti", TEXT, "a section page"),
        (STORY, metadata(), "https://a.in/kheti", TEASERS, "a section page"),
        (PageShape(0.4, 1, 2, 2), metadata(), "https://a.in/tag/nahar", TEXT, "a section page"),
        (PageShape(0.8, 0), metadata(), "", "", "a page of links"),
        (STORY, metadata(True), "https://a.in/photogallery/7", TEXT, "a gallery or video"),
        (STORY, metadata(types=("ImageGallery",)), "https://a.in/x/7", TEXT, "a gallery or video"),
        (STORY, metadata(True), "https://a.in/x/7", "आठ शब्दों की एक छोटी सूचना यहां है।", ""),
        (STORY, metadata(True), "https://a.in/tag/x/7", TEXT, ""),
        (STORY, metadata(), "https://a.in/archives/2024/06/nahar.html", TEXT, ""),
        (STORY, metadata(), "https://a.in/?p=320", TEXT, ""),
        (STORY, metadata(), "", TEXT, ""),
        (STORY, metadata(), "", "एक छोटी सूचना।", ""),
        (PageShape(0.0, 0), metadata(), "", TEXT, ""),
        (PageShape(0.3, 1, 3, 5), metadata(), "https://a.in/?s=नहर", TEXT, "a list of results"),
        (PageShape(0.3, 1, 3, 5), metadata(), "https://a.in/vishay/nahar", TEXT, "a section page"),
        (PageShape(0.3, 1, 3, 5), metadata(date="2024-03-12"), "https://a.in/2024/03/12/", TEXT, "a section page"),
        (PageShape(0.2, 1, 2, 8), metadata(date="2024-03-12"), "https://a.in/2024/03/12/nahar", TEXT, ""),
        (PageShape(0.2, 1, 0, 3, ("Access Denied", "")), metadata(), "", TEXT, "a page of the site's office or server"),
        (PageShape(0.2, 1, 0, 3, ("", "404 - पेज नहीं मिला")), metadata(), "", TEXT, "a page of the site's office or server"),
        (PageShape(0.2, 1, 0, 8, ("404 करोड़ का घोटाला, चार गिरफ्तार", "")), metadata(), "", TEXT, ""),
        (PageShape(0.2, 1, 0, 8, ("Privacy Policy", "")), metadata(True), "", TEXT, ""),
        (PageShape(0.2, 1, 3, 8), metadata(date="2024-06-25"), "https://a.in/news/nahar.html?s=08", TEXT, ""),
        (PageShape(0.2, 1, 3, 8), metadata(date="2024-06-25"), "https://a.in/story.php?id=55&q=80", TEXT, ""),
        (PageShape(0.2, 1, 3, 8), metadata(date="2024-06-25"), "https://a.in/2745/", TEXT, ""),
        (PageShape(0.2, 1, 3, 8), metadata(), "https://a.in/category/rajya/nahar-toot-gayi", TEXT, ""),
        *(
            (PageShape(0.2, 1, 0, 8, (name, "")), metadata(), "", TEXT, "")
            for name in ("Login से पहले जानें ये बातें", "लॉगइन करते ही खाते से उड़े 5 लाख", "403 पेज की चार्जशीट दाखिल", "404 पेज का आरोप पत्र",
                         "403: एनडीए की सीटें", "हमारे बारे में क्या कहा ट्रंप ने", "Not found guilty: अदालत का फैसला", "Sign in Hindi: नया पाठ")
        ),
        *(
            (PageShape(0.2, 1, 0, 2, (name, "")), metadata(), "", TEXT, "a page of the site's office or server")
            for name in ("Login | नमूना टाइम्स", "404", "404 Not Found", "Index of /news", "Just a moment...", "क्षमा करें, यह पृष्ठ नहीं मिला")
        ),
    ],
)  # fmt: skip
def test_the_kind_of_a_page(shape: PageShape, said: Metadata, address: str, body: str, kind: str) -> None:
    assert no_article(shape, said, address, body, is_dated=bool(said.fields["date"])) == kind


def test_the_shape_of_a_page() -> None:
    found = shape_of(
        tree_of("<body><h1>खेती की खबर</h1><h3><a href='/1'>कखग</a></h3><script>xyz</script>घचछ</body>")
    )
    assert (round(found.linked, 2), found.headings, found.cards, found.heading_words) == (0.2, 1, 1, 3)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/robots.txt", True),
        ("/ads.txt", True),
        ("/sitemap-news.xml", True),
        ("/up/robots-aaye.html", False),
        ("/a.txt", False),
    ],
)
def test_files_for_crawlers(path: str, expected: bool) -> None:
    assert (NO_ARTICLE_FILES.search(f"https://a.in{path}") is not None) is expected
