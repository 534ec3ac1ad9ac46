"""Windows for taking a plan on and for putting one plan in the place of another."""
