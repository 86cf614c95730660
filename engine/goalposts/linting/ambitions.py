"""How people promise too much: perfection, multiples, what others decide, and figures that only flatter."""

from __future__ import annotations

from typing import Final

from goalposts.linting.word_classes import NUMBER

_SOMETHING_COUNTED: Final = (
    r"(?:posts|publications|articles|emails|e-mails|newsletters|mailings|downloads|installs|mentions|views"
    r"|clicks|sign-?ups|registrations|comments|shares|reposts|reviews|videos|stories|tickets created|cards"
    r"|records|users"
    r"|dashboards|log-?ins)\b"
)
_COUNTED_RU: Final = (
    r"(?:публикаци|пост(?:ов|а|ы)?\b|упоминани|скачивани|установ(?:ок|ки) приложени|репост|комментари"
    r"|регистраци|просмотр"
    r"|посещени|визит|открыти|отправленн\w+ пис|пис(?:ем|ьма)\b|видео\b|ролик|отзыв|подписок)"
)

AMBITIONS: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("unmeasurable-word", "en"): (
        r"\b(?:all|every|everyone|everybody|always|never|zero|nobody|no ?one|none|nothing|not one)\b(?! \d)",
        r"\bno (?:\w+ )?(?:losses|errors|mistakes|exceptions?)\b",
        r"\bwithout (?:a single|exception)\b",
        r"\bnot? (?:a )?single\b",
        (
            r"(?:^|[:;] |\b(?:have|has|see|leave|accept|tolerate|allow|there (?:are|is|must be|should be|be)) )no "
            r"(?!more\b|less\b|fewer\b|later\b|longer\b|higher\b|lower\b|worse\b|matter\b|dearer\b|earlier\b|doubt\b)\w+"
        ),
        (
            r"\b(?:eliminat|eradicat|abolish)\w* (?:the |our )?(?!manual|paper|\w+ steps|\d|position|job|heads?"
            r"|staff|people)\w+"
        ),
        (
            r"\b(?:flawless|faultless|error-free|complete(?:ly)? (?:without|free)|perfect(?:ly)?|entirely|once and "
            r"for all)\b"
        ),
    ),
    ("unmeasurable-word", "ru"): (
        (
            r"\b(?:все|всех|всем|всеми|всю|вся|всей|кажд\w+|всегда|никогда|полностью|никто|никому|никого|ничего"
            r"|никак\w+)\b(?! \d)"
        ),
        r"\bни (?:одн\w+|один)\b",
        r"\bбез (?:потерь|ошибок|исключени[йя]|един\w+|сбоев|жалоб|пропусков)\b",
        (
            r"\b(?:исключить|нулев\w+|свести (?:\w+ )?к нулю|до нуля|к нулю|стопроцентн\w+|идеальн\w+|безупречн\w+"
            r"|безошибочн\w+)\b"
        ),
        r"(?:^|\b(?:нужен|нужно|хотим|обеспечить|добиться|получить) |[:;-] )(?:ноль|нуля|0) (?!%|,|\.)\w+",
        (
            r"\b(?:не терять|не теряем|не допускать|не пропускать|не упускать|не должн\w+ (?:теряться|пропадать"
            r"|быть потерь))\b"
        ),
        r"\bникаких\b",
        r"\b(?:избавиться|избавимся) от (?!\d)\w+",
        r"\bраз и навсегда\b",
    ),
    ("vanity-metric", "en"): (
        r"\b(?:number of|daily|more|\d+) (?:\w+ )?(?:log-?ins|records|dashboards|cards|users)\b",
        (
            r"\b(?:website (?:visits|visitors|traffic)|site traffic|web traffic|traffic (?:to|on)|downloads"
            r"|emails? sent)\b"
        ),
        r"\b(?:page ?views|likes|impressions|followers|subscribers|registered users|log-?ins|reposts|retweets|fans)\b",
        rf"\b(?:number of|more|{NUMBER}|\w+ (?:thousand|million|hundred)) (?:new |social |media |blog |app "
        r"|video |\w+ )?" + _SOMETHING_COUNTED,
        r"\b(?:audience|social media|organic) reach\b|\breach of (?:the|our) (?:posts|audience|\w+ page)\b",
    ),
    ("vanity-metric", "ru"): (
        r"\b(?:количество|число) (?:вход|запис|карточ|отчет|дашборд|пользовател)\w*",
        r"\b(?:просмотр|лайк|подписчик|логин|фолловер)\w*",
        r"\b(?:посещаемост\w* (?:сайт|страниц)|трафик)\w*",
        r"\b\d+ (?:\w+ )?(?:зарегистрированн|активн)\w* пользовател\w*",
        r"\bохват\w* (?:аудитори|публикаци|в соц|постов|в (?:вк|телеграм))\w*",
        r"\b\d+ (?:нов\w+ |заполненн\w+ )?(?:карточ|пользовател|посетител|вход(?:а|ов)?\b)\w*",
        r"\b(?:\d+|тысяч\w*|тыс\.?|млн|миллион\w*|больше|сот\w+|двест\w+|числ\w+|количеств\w+) (?:нов\w+ )?"
        + _COUNTED_RU
        + r"\w*",
    ),
    ("grand-uplift", "en"): (
        r"\b(?:doubl|tripl|quadrupl|multipl(?:y|ied|ies|ying))\w*\b",
        r"\btwice as (?:many|much|fast|high|often)\b",
        r"\b(?:two|three|four|five|ten|several|many|\d+)[- ]?(?:fold|times (?:as|more|faster|higher|larger))\b",
        r"\b(?:by )?[1-9]\d{2,} ?(?:%|per ?cent\b)(?<!100%)(?<!100 %)",
        r"\b\d+x\b",
        (
            r"\b(?:dramatic(?:ally)?|drastic(?:ally)?|by an order of magnitude|skyrocket\w*|explosive\w*"
            r"|exponential\w*|manifold)\b"
        ),
    ),
    ("grand-uplift", "ru"): (
        r"\bв (?:\d+|дв[ае]|три|четыре|пять|десять|несколько) раза?\b",
        r"\bв разы\b",
        r"\b(?:вдвое|втрое|вчетверо|впятеро|вдесятеро|двукратн\w+|трехкратн\w+|пятикратн\w+|десятикратн\w+)\b",
        r"\b(?:удво|утро)(?:ить|им|илось|ился|илась|ения|ение)\b",
        r"\b(?:много)?кратн(?:о|ый|ого|ое|ая|ую|ым)\b",
        r"\bна [1-9]\d{2,} ?(?:%|процент\w*)",
        r"\b(?:резко|взрывн\w+|на порядок)\b",
    ),
    ("out-of-influence", "en"): (
        r"%(?: of)? (?:the )?market\b",
        r"\b(?:dominate|capture|own|conquer|win) (?:the )?\w* ?market\b",
        r"\b(?:more|higher|raise|earn|boost|grow) (?:\w+ )?(?:revenue|profits?|turnover|ebitda)\b",
        r"\bmarket (?:share|leader\w*)\b",
        r"\b(?:revenue|profit|turnover|sales) growth\b",
        (
            r"\b(?:grow|increas|rais|boost|lift|add)\w* (?:the |our |annual |net |total )*(?:revenues?|profits?"
            r"|turnover|ebitda)\b"
        ),
        r"\b(?:number one|no\. ?1|leaders?) (?:in|of|on) (?:the |our )?\w+",
        (
            r"\b(?:beat|outsell|outperform|overtake|outgrow|get ahead of|leave behind|crush) (?:the |our |all )?"
            r"(?:\w+ )?(?:competit\w+|rivals?|market)\b"
        ),
        r"\b(?:brand|market) leadership\b",
        (
            r"\b(?:profits?|turnover|revenues?|ebitda) (?:up|plus|\+|(?:must |should |will |to )?(?:grow|rise"
            r"|increase)\w*)\b"
        ),
    ),
    ("out-of-influence", "ru"): (
        r"\bдол\w+ (?:на )?рынк[аеу]\b",
        r"% (?:\w+ )?рынка\b",
        r"\bрост\w* (?:продаж|выручки|прибыли|оборота)\b",
        r"\b(?:увелич|повы[сш]|подн[яи])\w* (?:продажи|выручку|прибыль|оборот)\b",
        r"\bлид(?:ер|ерств)\w* (?:рынка|на рынке|отрасли|в отрасли|сегмента|в сегменте|по продаж\w*)\b",
        r"\b(?:увелич|повы[сш]|подн[яи]|нараст|прирас)\w* (?:общ\w+ |чист\w+ |годов\w+ )?(?:выручку|прибыль|оборот)\b",
        r"\b(?:захватить|завоевать|покорить|занять) (?:\w+ )?рын\w+",
        r"\b(?:увелич|повы[сш]|подн[яи]|нараст|рост)\w* (?:чист\w+ )?(?:прибыл|ebitda|рентабельност)\w*(?! продаж)",
        r"\b(?:победить|обогнать|обойти|опередить|превзойти|вытеснить) (?:всех |наших )?(?:конкурент|игрок)\w*",
        (
            r"\b(?:прибыль|выручка|оборот|продажи)(?: компании)? (?:должн\w+ )?(?:\+|плюс|(?:вы)?раст\w+|вырос\w*"
            r"|увелич\w+)"
        ),
        r"\b(?:номер один|первое место|№ ?1|топ-?\d+) (?:в|на|по|среди) \w+",
    ),
}
"""Patterns by trap and language; they meet texts as `goalposts.linting.phrases` folds them."""
