"""Attribution at work: reads talks and deals, stores who is credited, and lays out the page."""
