"""Windows about the office and its users: the page every feature's page is made of, log-in, settings."""
