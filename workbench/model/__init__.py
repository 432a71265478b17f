"""The nouns of a realist study and their invariants: entities, one family a file; no queries, no screens."""
