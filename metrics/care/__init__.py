"""Care for clients: one client's card, tasks, complaints, search."""
