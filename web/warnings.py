"""The texts of query warnings, in Hindi here and in the other languages of the interface in their catalogues."""

from collections.abc import Iterable

from index.fields import N_
from search.model.messages import QueryWarning
from web.languages import text_in

TEXTS = {
    QueryWarning.UNCLOSED_QUOTE: N_("उद्धरण चिह्न बंद नहीं था; वाक्यांश को अंत तक माना गया।"),
    QueryWarning.UNBALANCED_PARENTHESIS: N_("कोष्ठक का जोड़ा अधूरा था; उसे पूरा मान लिया गया।"),
    QueryWarning.DANGLING_OPERATOR: N_("OR के दोनों ओर शब्द चाहिए; अकेला OR छोड़ दिया गया।"),
    QueryWarning.LONE_SIGN: N_("- और = के ठीक बाद शब्द चाहिए; अकेला चिह्न छोड़ दिया गया।"),
    QueryWarning.HYPHEN_BEFORE_NUMBER: N_(
        'संख्या से पहले का - हटाने का चिह्न नहीं माना गया (कोविड -19 यानी कोविड-19); संख्या को हटाना हो तो -"19" लिखें।'
    ),
    QueryWarning.NO_WORDS: N_("खोज में कोई शब्द नहीं मिला।"),
    QueryWarning.ONLY_EXCLUDED: N_(
        "खोज में केवल हटाए जाने वाले शब्द हैं; कम से कम एक शब्द ऐसा लिखें जो ख़बर में होना चाहिए।"
    ),
    QueryWarning.TOO_LONG: N_("खोज बहुत लंबी थी; केवल शुरुआती हिस्सा खोजा गया।"),
    QueryWarning.TOO_MANY_WORDS: N_("शब्द बहुत अधिक थे; केवल शुरुआती शब्द खोजे गए।"),
    QueryWarning.TOO_DEEP: N_("कोष्ठक बहुत गहरे थे; भीतर के कोष्ठक अनदेखे किए गए।"),
    QueryWarning.CONDITION_FOR_ALL: N_(
        "स्रोत, तारीख़ जैसी शर्तें पूरी खोज पर लागू होती हैं, केवल OR के एक ओर या -( ) के भीतर नहीं।"
    ),
    QueryWarning.NO_WILDCARD: N_(
        "* केवल शब्द के अंत में, कम से कम दो अक्षरों के बाद माना जाता है (मोद*); इसे छोड़ दिया गया।"
    ),
    QueryWarning.EMPTY_FIELD: N_("source: या शीर्षक: जैसे नाम के बाद कुछ लिखा नहीं गया; उसे छोड़ दिया गया।"),
    QueryWarning.UNKNOWN_FIELD: N_(
        ": से पहले का नाम समझा नहीं गया; उसे शब्द मानकर खोजा गया। ये नाम चलते हैं: source:, section:, author:, "
        "agency:, place:, edition:, page:, language:, date:, headline:, या हिंदी में स्रोत:, श्रेणी:, लेखक: वगैरह।"
    ),
    QueryWarning.UNKNOWN_DISTANCE: N_(
        "~ के बाद शब्दों की संख्या, ‘वाक्य’ या ‘पैरा’ चाहिए; इन शब्दों को साथ-साथ खोजा गया।"
    ),
    QueryWarning.UNKNOWN_TIMES: N_("@ के बाद 1 से 99 तक की संख्या चाहिए, जैसे बाढ़@3."),
    QueryWarning.WORDS_APART: N_(
        "चिह्न से जुड़े शब्द और संख्या साथ-साथ किसी ख़बर में नहीं मिले; दोनों को अलग-अलग खोजा गया।"
    ),
    QueryWarning.PREFIX_CUT: N_(
        "इससे शुरू होने वाले शब्द बहुत हैं; केवल सबसे अधिक ख़बरों वाले लिए गए। तारे से पहले कुछ अक्षर और लिखें।"
    ),
    QueryWarning.UNKNOWN_DATE: N_(
        "यह तारीख़ है ही नहीं या समझी नहीं गई, इसलिए छोड़ दी गई; "
        "31-12-2019, 31 दिसंबर 2019, जून 2024, 2019 या 2024-01..2024-06 जैसा लिखें; बदली: के साथ हाँ भी।"
    ),
    QueryWarning.REVERSED_DATES: N_("‘से’ की तारीख़ ‘तक’ की तारीख़ के बाद की थी; दोनों को अदल-बदलकर खोजा गया।"),
    QueryWarning.UNKNOWN_VALUE: N_("संग्रह में इस नाम का कोई स्रोत, श्रेणी, लेखक, एजेंसी, स्थान या भाषा नहीं है।"),
    QueryWarning.OUT_OF_TIME: N_("खोज का समय पूरा हो गया; नीचे केवल वे नतीजे हैं जो तब तक मिले। कम शब्दों से खोजें।"),
    QueryWarning.PART_MISSING: N_(
        "संग्रह का एक हिस्सा अभी जवाब नहीं दे रहा; नतीजे और गिनतियाँ अधूरी हैं। थोड़ी देर बाद फिर खोजें।"
    ),
}


def warning_text_in(code: str, warning: QueryWarning) -> str:
    """Return a warning in a language, outside of any page."""
    return text_in(code, TEXTS[warning])


def with_out_of_time(warnings: Iterable[QueryWarning], is_partial: bool) -> list[QueryWarning]:
    """Return the warnings of a page, and that the time ran out if its answer is partial."""
    return [*warnings, *([QueryWarning.OUT_OF_TIME] if is_partial else [])]
