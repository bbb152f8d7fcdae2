"""An article's facts as a NewsArticle of schema.org, which reference managers such as Zotero read from its page."""

from typing import Any

from index.article import Article


def news_article(article: Article, permalink: str) -> dict[str, Any]:
    """Return the JSON-LD object; `permalink` is our own copy's address. Facts that the article lacks are left out."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "url": article.url or permalink,
        "mainEntityOfPage": permalink,
        "inLanguage": article.language,
        "datePublished": article.date.isoformat() if article.date else "",
        "articleSection": article.section,
        "dateline": article.place,
        "printEdition": article.edition,
        "printPage": article.print_page,
        "author": {"@type": "Person", "name": article.author} if article.author else "",
        "publisher": {"@type": "Organization", "name": article.source} if article.source else "",
        "sourceOrganization": {"@type": "NewsMediaOrganization", "name": article.agency}
        if article.agency
        else "",
    }
    return {name: value for name, value in found.items() if value}
