"""Function words of the languages that are written in Devanagari, by which the language of a text is recognised."""

FUNCTION_WORDS = {
    "hi": frozenset({
        "है", "हैं", "में", "के", "की", "का", "से", "ने", "और", "था", "थे", "थी", "यह", "वह", "कि", "नहीं",
        "लिए", "गया", "कर", "रहा", "रही", "रहे", "एक", "भी",
    }),
    "mr": frozenset({
        "आहे", "आहेत", "आणि", "नाही", "हा", "त्या", "होत", "आले", "गेले", "येथे", "त्यांनी", "यांनी",
        "केली", "केले", "झाले", "झाली", "मध्ये", "साठी", "असून", "असे",
    }),
    "ne": frozenset({
        "छ", "छन्", "र", "मा", "ले", "लाई", "गरेको", "भएको", "थियो", "गर्न", "पनि", "यस", "उनले",
        "गरेका", "हुने",
        "रहेको", "बताए", "हरू", "गरिएको",
    }),
    "bho": frozenset({
        "बा", "बाड़े", "बाड़न", "बाड़ी", "बानी", "बाटे", "हवे", "रहल", "भइल", "गइल", "कइल",
        "दिहल", "कहल", "खातिर", "आपन",
        "होखे", "जवन", "कवनो", "लोगन", "ओकर", "सकेला", "करेला", "काहे",
    }),
    "sa": frozenset({
        "अस्ति", "भवति", "इति", "अपि", "तस्य", "सः", "एषः", "सन्ति", "आसीत्", "भविष्यति",
        "कृतवान्", "उक्तवान्", "वर्तते", "तेषां",
        "अस्मिन्", "यत्", "एतत्", "अस्य", "कृते", "तत्र", "अत्र", "एतस्य", "करोति",
    }),
}  # fmt: skip
"""Words of one of the languages only, as far as news prose goes (को and हो would say nothing).

Bhojpuri shares के, में, से and more with Hindi, but hardly one of its own words stands in Hindi prose: where
these are clear evidence, Hindi's are none.
"""
LANGUAGE_NUMBERS = {
    word: number for number, marks in enumerate(FUNCTION_WORDS.values(), start=1) for word in marks
}
"""Function word → number of its language in CODES."""
CODES = ("", *FUNCTION_WORDS)
