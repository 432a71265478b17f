"""What a study says when its parts are put side by side: views in, findings out. Nothing is ranked by count."""
