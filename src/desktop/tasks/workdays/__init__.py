"""The working days an office corrects: days off and days worked by decision. The shipped ones: `calendar`."""
