"""The small HTTP endpoint of an office: routes, the one writer behind them, the store, who may ask for what."""
