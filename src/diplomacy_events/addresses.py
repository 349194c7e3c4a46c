"""Web addresses, encoded for use in other languages."""

__all__ = ["encode_address"]

NOT_IN_ADDRESS = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '"<>\\^`{|}'})
"""Characters that RFC 3986 does not allow in an address, though sources use them."""


def encode_address(address: str) -> str:
    """Return an address with every forbidden character encoded.

    Such a character could end the link around it, so that the rest became markup.

    >>> encode_address("https://example.org/<b>")
    'https://example.org/%3Cb%3E'
    """
    return address.translate(NOT_IN_ADDRESS)
