"""RDF: complete linked data, only written."""
