"""What a study says when its parts are put side by side: pure functions, views in, findings out. Nothing is ranked by count."""
