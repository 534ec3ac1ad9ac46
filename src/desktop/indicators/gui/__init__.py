"""The page of targets: what the plan asks, where the office stands, typing the values it must supply."""
