"""The team on screen: rounds, where coders differ, and what merges left to decide."""
