"""The page of signatures and packages: sign frozen reports, verify any file, make and merge packages."""
