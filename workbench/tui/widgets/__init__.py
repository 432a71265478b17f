"""What all screens are made of: lists, panels, lines, colours."""
