"""What the study is: its facts, sites, tracers, waves and coders, and what people write for its reports."""
