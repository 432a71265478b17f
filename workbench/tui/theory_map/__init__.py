"""The theory map on screen: configurations and shared elements in columns, and the lines between them."""
