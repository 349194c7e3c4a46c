"""Events of the GDELT Project, versions 1.0 and 2.0."""
