"""What a spreadsheet takes for a formula, and what keeps it from that."""

__all__ = ["FORMULA_STARTS", "GUARD"]

FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""The signs at which a spreadsheet begins to calculate (OWASP, CSV Injection)."""
GUARD = "'"
"""The mark before a cell that is text, whatever it looks like."""
