"""The history of the tables; `diagnostic.store` replays what a database has not seen yet."""
