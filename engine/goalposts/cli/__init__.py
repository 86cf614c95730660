"""The command line: parse, call the API, render, exit. Every command is a file that is loaded when it is asked for."""
