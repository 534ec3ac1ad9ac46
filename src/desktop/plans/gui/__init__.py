"""Windows of plans: confirming what was read from the paper of another authority."""
