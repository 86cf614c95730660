"""Every record keeps the contract of a plugin; Goalposts makes a test of each."""

import goalposts_warehouse

GOALPOSTS_PLUGIN = goalposts_warehouse


def test_contract(law):
    law.check()
