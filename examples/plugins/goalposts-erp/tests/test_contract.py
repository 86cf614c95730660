"""Every record keeps the contract of a plugin; Goalposts makes a test of each."""

import goalposts_erp

GOALPOSTS_PLUGIN = goalposts_erp


def test_contract(law):
    law.check()
