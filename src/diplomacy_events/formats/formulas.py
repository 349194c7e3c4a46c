"""Text that a spreadsheet reads as a formula, and the mark that prevents it."""

__all__ = ["FORMULA_STARTS", "GUARD"]

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""First characters that make a spreadsheet calculate (OWASP, CSV Injection)."""
GUARD = "'"
"""The mark before a cell that is text even if it looks like a formula."""
