"""Whether the customer records are worth having, on the days of their exports."""

from goalposts import DAY, UP, Kpi, param, share, sum_over, total

from goalposts_sales.customer_records import BY_EMAIL, BY_PHONE, BY_TAX_ID, is_filled, is_repeated
from goalposts_sales.event_types import CUSTOMER

_REACHABLE = is_filled(CUSTOMER.phone) | is_filled(CUSTOMER.email)
_FOR_COMPANIES = (
    is_filled(CUSTOMER.name),
    is_filled(CUSTOMER.tax_id),
    _REACHABLE,
    is_filled(CUSTOMER.owner),
    is_filled(CUSTOMER.segment),
)
_FILLED_OF_PEOPLE = sum_over(CUSTOMER, among=is_filled(CUSTOMER.name)) + sum_over(CUSTOMER, among=_REACHABLE)
_FRESH = CUSTOMER.updated_at.is_not_null() & (CUSTOMER.snapshot_at - CUSTOMER.updated_at <= param("within"))
_RECORDS = sum_over(CUSTOMER)

_FILLED = sum(
    (sum_over(CUSTOMER, among=cell) for cell in _FOR_COMPANIES[1:]), start=sum_over(CUSTOMER, among=_FOR_COMPANIES[0])
)
_UNIQUE = _RECORDS - sum_over(BY_PHONE, among=is_repeated(BY_PHONE))
_WEIGHT = len(_FOR_COMPANIES)

BASE_QUALITY = Kpi(
    id="sales.base_quality",
    name={"en": "Quality of the customer base", "ru": "Качество клиентской базы"},
    summary={
        "en": "How far the customer records are complete, free of duplicates and up to date: the mean of these three "
        "shares. Read the three by themselves; the mean is for the trend.",
        "ru": "Насколько карточки клиентов заполнены, не задвоены и свежи: среднее этих трёх долей. Смотрите на каждую "
        "долю отдельно; среднее показывает лишь общее направление.",
    },
    over=CUSTOMER,
    also=[BY_PHONE, BY_EMAIL, BY_TAX_ID],
    params={"within": 180 * DAY},
    variants={
        # Each of the three is divided by the records, so one division is enough for their mean.
        "composite": (_FILLED + _WEIGHT * _UNIQUE + _WEIGHT * sum_over(CUSTOMER, among=_FRESH))
        / (3 * _WEIGHT * _RECORDS),
        "completeness": _FILLED / (_WEIGHT * _RECORDS),
        "completeness_people": _FILLED_OF_PEOPLE / (2 * _RECORDS),
        "uniqueness": _UNIQUE / _RECORDS,
        "uniqueness_email": (_RECORDS - sum_over(BY_EMAIL, among=is_repeated(BY_EMAIL))) / _RECORDS,
        "uniqueness_tax_id": (_RECORDS - sum_over(BY_TAX_ID, among=is_repeated(BY_TAX_ID))) / _RECORDS,
        "freshness": share(of=_FRESH),
        "validity": share(of=CUSTOMER.valid, among=CUSTOMER.valid.is_not_null()),
        "consistency": share(of=CUSTOMER.agrees, among=CUSTOMER.agrees.is_not_null()),
        "accuracy": share(of=CUSTOMER.confirmed, among=CUSTOMER.confirmed.is_not_null()),
        "reachability": share(of=CUSTOMER.reached, among=CUSTOMER.reached.is_not_null()),
    },
    default="composite",
    unit="%",
    direction=UP,
    guardrails=("sales.base_validity", "sales.base_size"),
    gaming={
        "en": "Fill required fields with junk; delete old records, which lifts freshness; edit all records at once.",
        "ru": "Заполнять обязательные поля мусором; удалять старые карточки, отчего растёт свежесть; массово "
        "«обновлять» карточки.",
    },
    minimum_n=30,
    attributability="direct",
    source="DAMA UK, The Six Primary Dimensions for Data Quality Assessment (2013), and ISO/IEC 25012. Completeness: "
    "of "
    "name, tax number, telephone or e-mail, owner and segment (people: name and telephone or e-mail), placeholders "
    "being "
    "empty. Uniqueness: 1 − (records − different ones) / records, by telephone as it is written, so map a normalised "
    "one. "
    "Accuracy and consistency are of the records that were checked. Export active records only, all at one time",
)

BASE_VALIDITY = Kpi(
    id="sales.base_validity",
    name={"en": "Valid customer records", "ru": "Карточки клиентов без ошибок"},
    summary={
        "en": "Share of the checked customer records whose filled fields pass their checks.",
        "ru": "Доля проверенных карточек клиентов, у которых заполненные поля прошли проверку.",
    },
    over=CUSTOMER,
    value=share(of=CUSTOMER.valid, among=CUSTOMER.valid.is_not_null()),
    direction=UP,
    gaming={
        "en": "Empty the fields that fail; check only the good records.",
        "ru": "Очищать поля с ошибками; проверять только хорошие карточки.",
    },
    minimum_n=30,
    attributability="direct",
    source="Records that pass their rules (telephone, e-mail, check digits of the tax number, dates) / records "
    "checked; "
    "made by a cleansing service or a query, as the formulas here do not look into texts",
)

BASE_SIZE = Kpi(
    id="sales.base_size",
    name={"en": "Customer records", "ru": "Размер клиентской базы"},
    summary={
        "en": "Customer records in an export, as a mean over the days with one; compare only windows with the same "
        "rhythm of exports.",
        "ru": "Число карточек клиентов в выгрузке, в среднем по дням с выгрузкой; сравнивайте периоды с одинаковой "
        "частотой выгрузок.",
    },
    over=CUSTOMER,
    value=total(),
    direction=UP,
    gaming={"en": "Import bought addresses.", "ru": "Загрузить в базу купленные контакты."},
    minimum_n=30,
    attributability="intermediate",
    source="Denominator of the quality of the base, which deleting records would lift",
)
