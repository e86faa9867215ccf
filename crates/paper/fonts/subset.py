"""Cuts one face of Noto Sans CJK down to what papers need. Called by make.sh.

usage: subset.py SOURCE.ttc GENERAL.txt OUT.otf
"""

import sys

from fontTools import subset

# Where "Noto Sans CJK SC" is in the collection.
FACE = 2

# Signs that are taken as far as the font has them: spaces and dashes, letter-like signs and numerals, arrows,
# mathematics, enclosed and box-drawing characters, figures, kana, CJK signs, full-width forms.
SIGNS = [
    (0x00A0, 0x0180), (0x01CD, 0x01DD), (0x2010, 0x2060), (0x20AC, 0x20AD), (0x2100, 0x2300), (0x2460, 0x2670),
    (0x2700, 0x27C0), (0x3000, 0x3130), (0x31A0, 0x31C0), (0x3200, 0x3400), (0xFE30, 0xFE50), (0xFF00, 0xFFF0),
]

# What the font must have, or the script fails.
REQUIRED_SIGNS = [(0x20, 0x7F), (0xA0, 0xAD), (0xAE, 0x100), (0x3001, 0x3020), (0xFF01, 0xFF5F)]


def ranges(pairs):
    return {chr(code) for low, high in pairs for code in range(low, high)}


def encoded(codec, leads, trails):
    """Every character of a double-byte code."""
    both = (bytes([lead, trail]).decode(codec, "ignore") for lead in leads for trail in trails)
    return {character for character in both if len(character) == 1}


def main(source, general, out):
    # GB 2312 is whole: signs, kana, letters, and 6,763 characters of two levels.
    gb2312 = encoded("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))
    # Big5 ends its 5,401 common characters at C67E.
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    big5 = encoded("big5", range(0xA4, 0xC6), trails) | encoded("big5", [0xC6], range(0x40, 0x7F))
    # The rest of the Table of General Standard Characters: names of people and places above all.
    with open(general, encoding="utf-8") as file:
        table = set(file.read()) - {"\n"}

    options = subset.Options()
    options.font_number = FACE
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["BASE", "DSIG", "GDEF", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.name_languages = [0x409]
    font = subset.load_font(source, options)
    name = font["name"].getDebugName(1)
    if name != "Noto Sans CJK SC":
        sys.exit(f"face {FACE} of {source} is {name}")

    required = gb2312 | big5 | table | ranges(REQUIRED_SIGNS)
    missing = sorted(character for character in required if ord(character) not in font.getBestCmap())
    if missing:
        sys.exit(f"{source} lacks {''.join(missing)}")

    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in required | ranges(SIGNS)])
    subsetter.subset(font)
    subset.save_font(font, out, options)


main(*sys.argv[1:])
