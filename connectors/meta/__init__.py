"""What the exports of Facebook, Messenger and Instagram have in common: layout, garbled text, threads of messages."""
