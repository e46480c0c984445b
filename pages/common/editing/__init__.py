"""Tables and rows edited in the app: cells, checks, drafts, concurrent edits, saving and undo."""
