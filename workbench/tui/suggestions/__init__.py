"""What is suggested, on screen: beside the text that is read, and as a queue. Nothing here codes by itself."""
