"""Elements and CMO configurations: assembling them, putting evidence behind them, linking them."""
