"""Tables that hold columns already: Parquet, of which only what is needed is read, Arrow, and tables in memory."""
