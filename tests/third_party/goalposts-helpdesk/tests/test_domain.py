import goalposts_helpdesk
from goalposts.testing import check_domain


def test_the_plugin_keeps_its_contract():
    check_domain(goalposts_helpdesk)
