"""The suggester over a study: reads what it holds, learns, proposes; answers the screen from a process of its own."""
