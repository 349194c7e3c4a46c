"""RDF: linked data, written only and complete."""
