"""Documents in which rows are found one by one: JSON, the event logs XES and OCEL, HTML pages."""
