"""CMO configurations, and the way from a passage into them."""
