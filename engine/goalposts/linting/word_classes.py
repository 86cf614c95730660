r"""Classes of words from which the phrases of traps are made, in English and Russian: who works, with what, on what.

They are parts of patterns and meet texts as `goalposts.linting.phrases` folds them; Russian ones are stems, so that
`\\w*` follows where the end of a word is wanted.
"""

from __future__ import annotations

from typing import Final

from goalposts.statements.numerals import VALUES

_WORDS: Final = "|".join(sorted(VALUES, key=len, reverse=True))
NUMBER: Final = rf"(?:\d[\d ]*k?|{_WORDS}|a third|a quarter|a dozen|dozens of|hundreds of|half)"
"""How many."""
STAFF: Final = (
    r"(?:staff|head ?count|people|persons?|employees?|personnel|positions?|posts|jobs|heads|workers?|managers?|team"
    r"|assistants?|specialists?|clerks?|ftes?|agents?|operators?|(?:sales ?)?reps?|sales ?(?:people|persons?|m[ae]n)"
    r"|administrators?|secretar(?:y|ies)|dispatchers?|marketers?|copywriters?|analysts?|accountants?|receptionists?"
    r"|supervisors?|(?:sales|work) ?force|crew|colleagues?|designers?|sellers?|shop assistants?)\b"
)
STAFF_RU: Final = (
    r"(?:сотрудни|работник|персонал|менеджер|ассистент|помощни|специалист|человек|люд(?:ей|ям|ьми|и\b|ях)|штат|ставк"
    r"|ставок|администратор|секретар|диспетчер|маркетолог|копирайтер|аналитик(?:а|ов|ам|ами)?\b|бухгалтер"
    r"|продав(?:ец|ц)"
    r"|продажник|оператор|агент|должност|штатн\w+ единиц|супервайзер|кассир|подчиненн|консультант|дизайнер)"
)
_QUALITIES: Final = r"(?:new |modern |single |common |unified |cloud(?:-based)? |omni-?channel |smart |own )*"
TOOL: Final = (
    r"(?:systems?|software|platforms?|tools?|erp|hrm|bpm|bi|wfm|apps?|applications?|portals?|modules?"
    r"|solutions?|robots?"
    r"|(?:ai|virtual|voice) (?:\w+ )?(?:assistants?|agents?|bots?)|chat ?bots?|bots?|(?:speech|voice|text) analytics"
    r"|auto-?dial\w*|predictive dial\w*|dialers?|knowledge base|help ?desk|service desk|neural networks?"
    r"|spreadsheets? replacement|data warehouse|self-service|desktop|workspace)\b"
)
ANY_TOOL: Final = rf"(?:(?:the|a|an|one|our|this|that|its|it|any) )?{_QUALITIES}(?:\w+[ -])?{TOOL}"
TOOL_RU: Final = (
    r"(?:нов\w+ |един\w+ |современн\w+ |омниканальн\w+ |облачн\w+ )*(?:ит[- ]?)?"
    r"(?:систем(?:а|у|ы|е|ой|ою|ам|ами|ах)?\b(?! (?:мотивац|обучени|грейд|премир))"
    r"|платформ|программ(?:а|у|ы|е|ой|ам|ами|ах)?\b(?! (?:лояльн|обучени|мотивац))|программн\w+ обеспечени"
    r"|по\b(?= для)"
    r"|erp|hrm|bpm|bi\b|bi-систем|wfm|чат-?бот|бот(?:а|ом|ов|ы)?\b|голосов\w+ (?:робот|помощник|ассистент|бот)"
    r"|(?:речев|голосов|текстов)\w+ аналитик|автообзвон|автодозвон|баз\w+ знаний|портал|модул|арм\b|рекламн\w+ "
    r"кабинет|интерфейс|приложени|хелпдеск"
    r"|сервис-?деск|нейросет|искусственн\w+ интеллект|ии-?\w*\b|робот)"
)
MADE: Final = (
    r"(?:dashboards?|reports?|integrations?|regulations?|manuals?|guidelines|instructions?|workflows?|templates?"
    r"|pipelines?|roles|permissions|access rights|fields|forms|scripts?|checklists?|playbooks?|landing pages?"
    r"|websites?"
    r"|web pages?|sequences|mail-?outs?|newsletters?(?! (?:sign|sub|open))|segments|api|menus?|wireframes?"
    r"|mock-?ups?|prototypes?"
    r"|job descriptions?|knowledge articles|articles|surveys?|questionnaires?|webinars?|presentations?|banners?"
    r"|business processes|process maps?|data models?|back-?ups?|test cases|user stories)\b"
)
MADE_RU: Final = (
    r"(?:отчет|дашборд|интеграци|регламент|инструкци|шаблон|бизнес-процесс|техзадани|тз\b|тех\w* задани|рабоч\w+ мест"
    r"|личн\w+ кабинет|воронк|рол(?:и|ей)\b|прав(?:а|о|ами)\b|доступ|пол(?:я|ей)\b|форм(?:у|ы|а)\b|скрипт|чек-?лист"
    r"|лендинг|посадочн\w+ страниц|сайт|страниц|рассыл|цепочк|сегмент|api\b|меню\b|макет|прототип|должностн\w+ "
    r"инструкц"
    r"|стать(?:и|ю|ей)\b|опрос|анкет|вебинар|презентаци|баннер|карт\w+ процесс|резервн\w+ копи|маршрутизаци"
    r"|виджет|матриц"
    r"|базу знаний|голосов\w+ меню|документаци|документ)"
)
"""What a project makes."""
DATA: Final = r"(?:data|records|database|base|history|contacts|accounts)\b"
DATA_RU: Final = r"(?:баз[уыа]\b|данн|справочник|истори|контакт|карточ|остатк)"
