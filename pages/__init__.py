"""What people see: one screen per file; `_ui`, `_map` and `_server` hold what they share."""
