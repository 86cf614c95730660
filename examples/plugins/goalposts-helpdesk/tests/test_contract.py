"""Every record keeps the contract of a plugin; Goalposts makes a test of each."""

import goalposts_helpdesk

GOALPOSTS_PLUGIN = goalposts_helpdesk


def test_contract(law):
    law.check()
