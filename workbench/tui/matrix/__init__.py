"""The framework matrix on screen: cases down, codes or configurations across, and one of its cells."""
