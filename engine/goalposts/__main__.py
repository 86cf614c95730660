"""`python -m goalposts` is the command `goalposts`."""

from goalposts.cli.main import main

if __name__ == "__main__":
    main()
