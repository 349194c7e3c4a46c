"""CSV: tables, with a data package around them."""
