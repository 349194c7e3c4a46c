"""RDF: complete linked data, for writing only."""
