r"""Text as TeX prints it, in a bibliography or in a document.

Text is kept as Unicode, and what TeX would take for a command is escaped.
"""

import re

__all__ = ["to_tex"]

# BibTeX counts braces even after a backslash, so they need a command too.
COMMANDS = str.maketrans(
    {
        **{mark: f"\\{mark}" for mark in "%&_#$"},
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
# TeX makes one character of these pairs, such as a dash of two hyphens.
LIGATURE = re.compile(r"([-`',<>])(?=\1)|[?!](?=`)")


def to_tex(text: str) -> str:
    r"""Return TeX that prints a text: no command, no ligature, each space its own.

    >>> print(to_tex("50 % -- it_all"))
    50 \% -{}- it\_all
    """
    apart = LIGATURE.sub(r"\g<0>{}", text.translate(COMMANDS))
    return re.sub("(?<= ) ", r"\\ ", apart)
