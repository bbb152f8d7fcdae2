"""Agency XML."""

from pathlib import Path

from index.readers.outcome import Skipped
from tests.index.readers.test_source_exports import outcomes


def test_xml_of_another_kind_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml").write_text("<urlset><url><loc>https://a.example/</loc></url></urlset>")
    assert outcomes(tmp_path) == [
        Skipped(str(tmp_path / "sitemap.xml"), "a site map: addresses without their articles")
    ]
