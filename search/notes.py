"""What the search says about a query it had to read in its own way, in Hindi and in English."""

from enum import Enum


class NoteKind(Enum):
    """Each kind with its Hindi and English text."""

    UNCLOSED_QUOTE = (
        "उद्धरण चिह्न बंद नहीं था; वाक्यांश को अंत तक माना गया।",
        "A quotation mark was not closed; the phrase was taken to the end.",
    )
    UNBALANCED_PARENTHESIS = (
        "कोष्ठक का जोड़ा अधूरा था; उसे पूरा मान लिया गया।",
        "A parenthesis had no partner; the query was read as if it had one.",
    )
    DANGLING_OPERATOR = (
        "OR के दोनों ओर शब्द चाहिए; अकेला OR छोड़ दिया गया।",
        "OR needs a word on both sides; a lone OR was left out.",
    )
    LONE_SIGN = (
        "- और = के ठीक बाद शब्द चाहिए; अकेला चिह्न छोड़ दिया गया।",
        "- and = need a word right behind them; a lone sign was left out.",
    )
    NO_WORDS = (
        "खोज में कोई शब्द नहीं मिला।",
        "The query holds no word.",
    )
    ONLY_EXCLUDED = (
        "खोज में केवल हटाए जाने वाले शब्द हैं; कम से कम एक शब्द ऐसा लिखें जो लेख में होना चाहिए।",
        "The query only excludes; add at least one word that articles should hold.",
    )
    TOO_LONG = (
        "खोज बहुत लंबी थी; केवल शुरुआती हिस्सा खोजा गया।",
        "The query was too long; only its beginning was searched.",
    )
    TOO_MANY_WORDS = (
        "शब्द बहुत अधिक थे; केवल शुरुआती शब्द खोजे गए।",
        "There were too many words; only the first ones were searched.",
    )
    TOO_DEEP = (
        "कोष्ठक बहुत गहरे थे; भीतर के कोष्ठक अनदेखे किए गए।",
        "Parentheses were nested too deeply; the innermost were ignored.",
    )

    CONDITION_FOR_ALL = (
        "स्रोत, तारीख़ जैसी शर्तें पूरी खोज पर लागू होती हैं, केवल OR के एक ओर या -( ) के भीतर नहीं।",
        "Conditions such as source and date hold for the whole query, not just for one side of OR or inside -( ).",
    )
    NO_WILDCARD = (
        "* से अधूरे शब्द नहीं खोजे जाते; पूरा शब्द लिखें, उसके रूप और वर्तनियाँ अपने आप मिलेंगी।",
        "* does not complete words; write the whole word, and its forms and spellings are found by themselves.",
    )
    UNKNOWN_DISTANCE = (
        "~ के बाद शब्दों की संख्या, ‘वाक्य’ या ‘पैरा’ चाहिए; इन शब्दों को साथ-साथ खोजा गया।",
        "Behind ~ stands a number of words, “sentence” or “paragraph”; these words were searched side by side.",
    )
    UNKNOWN_DATE = (
        "तारीख़ समझी नहीं गई; 2024, 2024-06, 25-06-2024 या 2024-01..2024-06 जैसा लिखें। यह शर्त छोड़ दी गई।",
        "A date was not understood and left out; write 2024, 2024-06, 25-06-2024 or 2024-01..2024-06.",
    )
    REVERSED_DATES = (
        "‘से’ की तारीख़ ‘तक’ की तारीख़ के बाद की थी; दोनों को अदल-बदलकर खोजा गया।",
        "The first date was later than the last; they were taken the other way round.",
    )
    UNKNOWN_VALUE = (
        "इस नाम का कोई स्रोत, अनुभाग, लेखक या भाषा संग्रह में नहीं है।",
        "The archive has no source, section, author or language of that name.",
    )
    OUT_OF_TIME = (
        "खोज का समय पूरा हो गया; नीचे केवल वे नतीजे हैं जो तब तक मिले। कम शब्दों से खोजें।",
        "The search ran out of time; below is only what was found until then. Search for fewer words.",
    )

    @property
    def hindi(self) -> str:
        """The text for readers of Hindi."""
        return str(self.value[0])

    @property
    def english(self) -> str:
        """The text for readers of English."""
        return str(self.value[1])
