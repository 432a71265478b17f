"""The sources with all that is known of them."""
