"""The pictures of the README are up to date."""

import re
from pathlib import Path

from pictures import FOLDER, pictures

README = Path(__file__).parents[2] / "README.md"


def test_the_pictures_are_as_the_library_draws_them_now() -> None:
    """Each file is identical to what ``python docs/pictures.py`` would write."""
    for name, drawn in pictures().items():
        assert (FOLDER / name).read_text(encoding="utf-8") == drawn, name


def test_the_readme_shows_each_of_them() -> None:
    """Each is there light and dark, with a text for readers who cannot see it."""
    text = README.read_text(encoding="utf-8")
    matches = re.findall(r'(?:src|srcset)="docs/_static/([\w-]+\.svg)"', text)
    assert sorted(matches) == sorted(pictures())
    assert len(re.findall(r'<img [^>]*alt="[^"]{40,}"', text)) == 2


def test_a_card_shows_its_words_in_their_context() -> None:
    """The words of the evidence are distinguished from those around them."""
    drawn = pictures()["card-light.svg"]
    marked = re.findall(r'<tspan [^>]*underline"[^>]*>(.*?)</tspan>', drawn)
    assert " ".join(marked) == (
        "Last month Arvandia accused Belmoria of diverting the river Sel"
    )
    assert ">denied</text>" in drawn
