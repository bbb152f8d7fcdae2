"""The pages that layout, access and appearance are checked on."""

from tests.conftest import USER_ARTICLE

PREFIXES = {"hi": "", "en": "/en"}
PAGES = {
    "home": "/",
    "results": "/search?q=कज़ाखस्तान",
    "filtered": "/search?q=मोदी&since=2022-01-01&not=section:खेल&shares=on&all=author",
    "as-typed": "/search?q=कज़ाखस्तान&variants=off",
    "nothing": "/search?q=ऐसाकोईशब्दनहीं",
    "broken": "/search?q=-मोदी “",
    "article": f"/article/{USER_ARTICLE}?q=टोकायेव&n=2",
    "versions": f"/versions/{USER_ARTICLE}",
    "beside": f"/beside/{USER_ARTICLE}?with={USER_ARTICLE}",
    "spellings": "/spellings?q=कज़ाखस्तान",
    "companions": "/companions?q=मोदी&scope=paragraph",
    "concordance": "/concordance?q=मोदी&order=after",
    "headlines": "/search?q=मोदी&list=on&size=25",
    "subscribe": "/subscribe?q=मोदी&section=खेल",
    "sources": "/sources?q=मोदी",
    "advanced": "/advanced",
    "batch": "/batch",
    "lists": "/lists",
    "compare": "/compare?q=मोदी&q=कजाखस्तान&q=चुनाव",
    "kept": "/kept",
    "coverage": "/coverage",
    "help": "/help",
    "error": "/nothing",
}
