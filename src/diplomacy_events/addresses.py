"""Web addresses, as they stand in other languages."""

__all__ = ["encode_address"]

NOT_IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '"<>\\^`{|}'})
"""What no address may hold (RFC 3986), though sources give such addresses."""


def encode_address(address: str) -> str:
    """Return an address in which every sign that no address may hold is encoded.

    Such a sign could end the link that it stands in, and what follows would be markup.

    >>> encode_address("https://example.org/<b>")
    'https://example.org/%3Cb%3E'
    """
    return address.translate(NOT_IN_ADDRESS)
