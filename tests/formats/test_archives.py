"""The paths of archives, with and without a common top folder."""

import pytest

from diplomacy_events.formats.archives import without_top_folder


@pytest.mark.parametrize(
    ("paths", "without"),
    [
        (["a/x", "a/y"], ["x", "y"]),
        (["a/b/x", "a/y"], ["b/x", "y"]),
        (["a/x", "b/x"], ["a/x", "b/x"]),
        (["a/x", "a"], ["a/x", "a"]),
        (["x"], ["x"]),
        (["../x"], ["../x"]),
        (["/x"], ["/x"]),
        (["c:/x"], ["c:/x"]),
        ([], []),
    ],
)
def test_only_a_common_top_folder_is_removed(
    paths: list[str], without: list[str]
) -> None:
    """Files of two folders keep their paths, and so do paths that lead outside."""
    assert without_top_folder(paths) == without
