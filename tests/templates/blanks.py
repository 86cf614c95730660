"""What a user writes into the blanks of a template: every blank that the templates have, and nothing else."""

BLANKS = {
    "<name of the rollout>": "Sales system of the Leeds office",
    "<name of the CRM and of the department>": "Sales system of the Leeds office",
    "<who answers for this, one name or one post>": "Head of sales support",
    "<head of sales, one name or one post>": "Ann Lee",
    "<head of quality, one name or one post>": "Head of quality",
    "<head of the contact centre, one name or one post>": "Head of contact centre",
    "<head of marketing, one name or one post>": "Head of marketing",
    "<what one point more of won deals is worth to you>": "a point is forty deals a year",
    "<what you will decide by the reasons>": "which product goes from the price list",
    "<what the new system does for a deal that Bitrix24 did not>": "it reminds of deals without a next step",
    "<what the new system does for a deal that the old one did not>": "it reminds of deals without a next step",
    "<what makes logging easy in the new system>": "calls are logged by the telephone link",
    "<which reasons for calls you will remove first>": "bills that nobody understands",
    "<what a caller who does not wait is worth to you>": "a caller who waits calls somebody else",
    "<which budgets you will move by it>": "half of the fairs",
    "<what an hour of a salesperson costs you>": "an hour costs forty pounds",
    "<what you will do with the money>": "a second salesperson",
    "<price change, campaign, new region, reorganisation: what it is>": "new price list",
    "<price change, campaign, new people: what it is>": "new price list",
    "<reorganisation, price change, new branch: what it is>": "new price list",
    "<price change, a market closed, people who left: what it is>": "new price list",
    "<campaign, new tariff, outage, strike: what it is>": "new tariff",
    "<price change, sale, new competitor, change of budget: what it is>": "new price list",
    "<название внедрения>": "Система продаж филиала в Туле",
    "<название CRM и отдела>": "Система продаж филиала в Туле",
    "<кто отвечает, один человек или одна должность>": "Руководитель отдела поддержки продаж",
    "<руководитель отдела продаж, имя или должность>": "Пётр Лис",
    "<руководитель службы качества, имя или должность>": "Руководитель службы качества",
    "<руководитель контакт-центра, имя или должность>": "Руководитель контакт-центра",
    "<руководитель маркетинга, имя или должность>": "Руководитель маркетинга",
    "<чего стоит для вас один процентный пункт выигранных сделок>": "пункт — это сорок сделок в год",
    "<что вы будете решать по этим причинам>": "какой товар убрать из прайса",
    "<что новая система делает для сделки такого, чего не делал Битрикс24>": "напоминает о сделках без следующего шага",
    "<что новая система делает для сделки такого, чего не делала старая>": "напоминает о сделках без следующего шага",
    "<чем новая система облегчает записи>": "звонки заносит телефония",
    "<какие причины обращений вы устраните первыми>": "непонятные счета",
    "<чего стоит для вас клиент, который не ждёт на линии>": "кто ждёт, тот звонит конкуренту",
    "<какие бюджеты вы по этому перераспределите>": "половину бюджета выставок",
    "<во что обходится час работы менеджера>": "час стоит тысячу рублей",
    "<на что пойдут сэкономленные деньги>": "второй менеджер",
    "<изменение цен, реклама, новый регион, реорганизация: что именно>": "новый прайс",
    "<изменение цен, реклама, новые сотрудники: что именно>": "новый прайс",
    "<реорганизация, изменение цен, новый филиал: что именно>": "новый прайс",
    "<изменение цен, закрытый рынок, уход людей: что именно>": "новый прайс",
    "<реклама, новый тариф, авария, нехватка людей: что именно>": "новый тариф",
    "<изменение цен, распродажа, новый конкурент, другой бюджет: что именно>": "новый прайс",
}


def filled(text):
    """The text of a template with every known blank filled in."""
    for blank, answer in BLANKS.items():
        text = text.replace(blank, answer)
    return text
