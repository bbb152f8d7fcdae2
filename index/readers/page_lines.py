"""Lines of a web page that do not belong to its story: labels of buttons, bylines, invitations to read on."""

import re

from index.dates import parse_date
from index.readers.page_links import words_of

MIN_REPEATED_CHARS = 60
MAX_LABEL_CHARS = 60
MAX_OFFER_CHARS = 250
_ALSO_READ = re.compile(
    r"^\W*(?:यह|ये|इसे|यहां|इन्हें|इसको)\s+(?:खबर|ख़बर|खबरें|न्यूज़?)?\s*(?:भी\s+)?(?:जरूर\s+|ज़रूर\s+)?(?:पढ़ें|पढ़ें|पढें|पढ़िए|पढ़िए|देखें|जानें)"
    r"|^\W*(?:और|पूरी\s+खबर|संबंधित\s+खबर(?:ें)?|अन्य\s+खबरें)\s*(?:भी\s+)?(?:पढ़ें|पढ़ें|पढें|देखें|[:：])\W"
    r"|^\W*(?:also|must|further|related|recommended|next)\s+(?:read|watch|see|reading|stories|articles|news|video)s?\b"
    r"|^\W*(?:read|watch|see|click)\s+(?:more|also|this|here|the\s+full\s+story|next)\b"
    r"|^\W*(?:read|get|check|catch|for|stay)\s.{0,40}(?:latest|real-time|breaking|more)\s.{0,60}(?:news|updates|affairs|stories)"
    r"|^\W*(?:हमें|हमारे|हमसे)\s.{0,80}(?:फॉलो|फ़ॉलो|जुड़ें|जुड़ें|सब्सक्राइब|चैनल)"
    r"|^\W*(?:follow|join|subscribe|sign\s+up|download|get)\s.{0,60}(?:on\s+(?:whatsapp|telegram|google|facebook|twitter|instagram|youtube)|newsletter|channel|our\s+app|latest\s+(?:news|updates))",
    re.IGNORECASE,
)
_CHANNELS = (
    "(?:व्हाट्स ?[एऐ]प|व्हाट्सअप|वॉट्स ?[एऐ]प|वाट्स ?[एऐ]प|टेलीग्राम|फेसबुक|फ़ेसबुक|ट्विटर|इंस्टाग्राम|यूट्यूब|यू-ट्यूब"
    "|गूगल न्यूज|whatsapp|telegram|facebook|twitter|youtube|google news)"
)
_ASKS = r"(?:(?:फॉलो|फ़ॉलो|लाइक|सब्सक्राइब|ज्वाइन|जॉइन)\s+(?:जरूर\s+)?(?:करें|कीजिए|करना\s+न\s+भूलें)|जुड\u093c?(?:ें|िए))"
_PROMOTION = re.compile(
    rf"^(?=.{{0,200}}{_CHANNELS})(?=.{{0,200}}(?:हमारे|हमारी|हमें|हमसे|चैनल|पेज)).{{0,200}}{_ASKS}\W*$"
    r"|^(?=.{0,60}(?:हमारा|हमारी|हमारे|मोबाइल|न्यूज|खबर|ताजा)).{0,120}(?:ऐप|एप|app)\s+.{0,20}डाउनलोड\s+(?:करें|कीजिए)\W*$"
    r"|^.{0,160}(?:यहां|यहाँ)\s+क्लिक\s+(?:करें|कीजिए)\W*$"
    r"|^\W*(?:यह|इस)\s+(?:खबर|ख़बर|स्टोरी|लेख).{0,60}(?:सिंडिकेट|सिंडीकेट|ऑटो).{0,80}(?:संपादित|जेनरेट|ली\s+गई).{0,60}$"
    r"|^\W*(?:disclaimer|डिस्क्लेमर|अस्वीकरण)\s*[:：].{0,230}$|^\W*(?:खबरें|ख़बरें)\s+और\s+भी\s+हैं\W*$"
    r"|^\W*(?:tags?|टैग्?स?|location|edited\s+by|reported\s+by|source\s+link)\s*[:：].{0,160}$"
    r"|^\W*(?:copyright\s*(?:©|\(c\)|[0-9]{4})|©|all\s+rights\s+reserved|सर्वाधिकार\s+सुरक्षित).{0,120}$"
    r"|^\W*देखें\s+(?:वीडियो|तस्वीरें|फोटो)\W*$"
    r"|^\W*(?:फोटो|फ़ोटो|तस्वीर|चित्र|photo)\s*(?:साभार|सौजन्य|क्रेडिट|credit|courtesy)?\s*[:：].{0,60}$"
    r"|^\W*(?:image|photo|picture|video)\s+(?:source|credits?|courtesy)\s*[:：-].{0,60}$"
    r"|^\W*(?:a\s+post\s+shared\s+by|promoted\s+content\s+by|sponsored\s+(?:content|links)\s+by).{0,80}$"
    r"|^\W*(?:इमेज\s+(?:स्रोत|कैप्शन)|तस्वीर\s+(?:का\s+)?स्रोत|image\s+caption)\s*[,:：].{0,80}$"
    r"|^\W*Author,\s.{2,80}\s*पदनाम,.{0,120}$"
    r"|^\W*[0-9][0-9,]{0,8}\s+(?:reads?|बार\s+पढ़ा\s+गया|लोगों\s+ने\s+पढ़ा)\W*$|^\W*कुल\s+शब्द\s*[:：]\s*[0-9,]+\W*$"
    r"|^\W*(?:text\s+size\s*[:：]?)?(?:\s*[aAअ][-+]?){1,5}\W*$|^\W*the\s+post\s.{3,200}\sappeared\s+first\s+on\s.{2,80}$"
    r"|^\W*विज्ञापन\s+के\s+बाद\s+(?:खबर|ख़बर|लेख)\s+जारी.{0,20}$|^\W*posted\s+by\s.{2,60}\son\s.{4,40}[0-9]{4}\W*$"
    r"|^\W*.{0,30}(?:ग्रुप|group)\s+(?:जॉइन|ज्वाइन|join)\s+करने\s+के\s+लिए.{0,80}$"
    r"|^\W*आपकी\s+ई-?मेल\s+आईडी\s+प्रकाशित\s+नहीं.{0,80}$"
    r"|^\W*[0-9]{1,5}\s+(?:shares?|comments?|views?|शेयर|टिप्पणियां|व्यूज)\W*$"
    r"|^\W*[0-9]{1,2}:[0-9]{2}\s*/\s*[0-9]{1,2}:[0-9]{2}.{0,40}$",
    re.IGNORECASE,
)
"""What portals ask of readers inside their stories, or say of the page and not of the news."""
MAX_PROMOTION_CHARS = 250
_CALL = re.compile(
    r"^\W*(?:यह|इस)\s+(?:खबर|ख़बर|लेख|स्टोरी)\s+(?:आपको\s+कैसी|पर\s+अपनी\s+राय).{0,80}$"
    r"|^\W*(?:सबसे\s+पहले|देश-?\s?दुनिया\s+की|ताजा).{0,40}(?:खबर(?:ें|ों)?|न्यूज\u093c?)(?![\u0900-\u0963])"
    r".{0,60}(?:पढ\u093c?ें|डाउनलोड\s+करें|जुड\u093c?ें).{0,80}$"
    r"|^\W*(?:for\s+all\s+the\s+latest|download\s+the|install\s+the).{0,60}\bapp\b.{0,20}$"
    r"|^\W*यह\s+(?:लेख|खबर|स्टोरी)\s+केवल\s+सदस्यों\s+के\s+लिए.{0,120}$"
    r"|^\W*(?:#[\w\u0900-\u0963]{2,40}\s*){2,12}$|^\W*(?:posted|written|published)\s+by\s*[:：].{0,60}$",
    re.IGNORECASE,
)
"""What asks the reader for something, where it ends as no sentence of a story does."""
_AGO = re.compile(
    r"^\W*[0-9०-९]+\s*(?:मिनट|घंटे|घंटा|दिन|महीने|साल|hours?|minutes?|mins?|days?|hrs?|weeks?|months?|years?)\s*(?:पहले|ago|read|में\s+पढ़ें)?\W*$",
    re.IGNORECASE,
)
"""3 घंटे पहले, 4 min read."""
SENTENCE_END = re.compile("[.।?!…॥][\"'”’)]*$")
_BYLINE = re.compile(
    r"^.{0,100}\b(?:updated|published?(?:\s+(?:on|date|at))?|posted|last\s+modified|edited\s+by)\b.{0,20}[-:|].{0,80}[0-9]{4}"
    r"|^.{0,60}(?:अपडेटेड|अपडेट|प्रकाशित|पब्लिश्ड|Updated|Published).{0,40}[0-9]{4}.{0,30}$",
    re.IGNORECASE,
)
MAX_BYLINE_CHARS = 140
_DATED_BY = re.compile(r"(?P<day>.{6,40}?)\s*,?\s+by\s+(?P<name>\S.{2,80})", re.IGNORECASE)
_LABELS = frozenset((
    "कॉपी लिंक", "story highlights", "हाइलाइट्स", "शेयर", "शेयर करें", "साझा करें", "विज्ञापन",
    "ट्रेंडिंग", "वीडियो", "फोटो", "फॉलो करें", "हमें फॉलो करें", "टिप्पणी करें", "कमेंट", "सुनें",
    "खबर सुनें", "आगे पढ़ें", "पूरा पढ़ें", "और पढ़ें",
    "पूरी खबर पढ़ें", "पूरी ख़बर पढ़ें", "पूरी खबर देखें", "लिंक कॉपी करें", "copy link", "link copied",
    "share", "share this", "share article", "advertisement", "sponsored", "promoted", "ad", "ads",
    "story continues below this ad", "story continues below advertisement", "end of article",
    "read more", "read less", "view more", "load more", "show more", "watch", "watch video",
    "watch live", "live tv", "trending", "trending now", "follow us", "subscribe", "newsletter",
    "sign in", "log in", "comments", "comment", "post a comment", "print", "text size", "a+", "a-", "a",
    "whatsapp", "facebook", "twitter", "telegram", "linkedin", "pinterest", "email", "x", "play",
    "pause", "mute", "unmute", "replay", "skip ad", "loading", "loading...", "close", "next",
    "previous", "now playing", "click here", "save", "bookmark", "listen to this article", "gallery",
    "up next", "you may also like", "more from", "recommended stories", "related stories",
    "related news", "related articles", "top comment", "remove ads", "home", "next article",
    "follow us on", "published by", "published by :", "mail this article", "jump to", "articles",
    "follow us on social media", "keep on reading", "tap to unmute", "undo", "always active",
    "प्रिंट करें", "मित्र को भेजें", "ऊपर जाएं", "ऊपर जाएँ", "ईमेल करें", "लोड हो रहा है", "कृपया प्रतीक्षा करें",
    "संबंधित खबरें", "संबंधित ख़बरें", "संबंधित समाचार", "अगली खबर", "अगली ख़बर", "next story",
    "please wait", "google news", "text to speech", "add as a preferred source on google",
))  # fmt: skip


def once(lines: list[str]) -> list[str]:
    """Return lines without long ones that stood before: pages for desktops and telephones hold a story twice."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if len(line) < MIN_REPEATED_CHARS or line not in seen:
            kept.append(line)
        seen.add(line)
    return kept


def without_labels(lines: list[str], headline: str) -> list[str]:
    """Return the lines without buttons, invitations to read something else, and what leads up to the headline."""
    kept = [line for line in lines if not is_label(line)]
    wanted = words_of(headline)
    for position, line in enumerate(kept[:12]):
        if wanted and words_of(line) == wanted:
            kept = [*(line for line in kept[:position] if len(line) > MAX_LABEL_CHARS), *kept[position + 1 :]]
            break
    if kept and headline:  # old pages are one table cell, which is one line
        kept[0] = kept[0].removeprefix(headline).strip() or kept[0]
    return kept


def name_behind_day(line: str) -> str:
    """Return whom a line such as "16 मई 2023 by नेहा" names after its day; "" for any other line."""
    dated = _DATED_BY.fullmatch(line)
    return dated["name"] if dated and parse_date(dated["day"]) else ""


def is_label(line: str) -> bool:
    """Return whether a line is a button, a byline, an invitation or the like, and none of the story."""
    plain = line.strip(" :.…|>»-").lower()
    parts = [part.strip(" :.…>»-") for part in re.split(r"[|\\]", plain)]
    is_short = len(line) <= MAX_BYLINE_CHARS and not SENTENCE_END.search(line)
    is_byline = is_short and bool(
        _BYLINE.match(line) or _AGO.match(line) or parse_date(line) or name_behind_day(line)
    )
    is_promotion = len(line) <= MAX_PROMOTION_CHARS and _PROMOTION.match(line) is not None
    is_call = (
        len(line) <= MAX_PROMOTION_CHARS and not line.rstrip().endswith("।") and _CALL.match(line) is not None
    )
    is_button = plain in _LABELS or (len(parts) > 1 and _LABELS.issuperset(parts))
    return is_call or is_button or not words_of(line) or is_byline or is_offer(line) or is_promotion


def is_offer(line: str) -> bool:
    """Return whether a line offers another story (यह भी पढ़ें: …)."""
    return (
        len(line) <= MAX_OFFER_CHARS and not SENTENCE_END.search(line) and _ALSO_READ.match(line) is not None
    )
