"""The web pages, one file a page, in Hindi at / and in English below /en/. They work without any script."""
