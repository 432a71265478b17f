"""Reading and coding one source."""
