"""Keys as data: one module of actions a place, gathered in `catalogue`; the user's own map of them in `keymap`."""
