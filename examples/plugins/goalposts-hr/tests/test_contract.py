"""Every record keeps the contract of a plugin; Goalposts makes a test of each."""

import goalposts_hr

GOALPOSTS_PLUGIN = goalposts_hr


def test_contract(law):
    law.check()
