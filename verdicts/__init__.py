"""What the world made of a claim: claim, the page's day, today and timelines to a verdict. Pure."""
