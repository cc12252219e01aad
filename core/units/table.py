"""Every unit of measure the product knows: dimension, exact factor, word of each language, spellings (domain (c) 5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Factor = int | str | Fraction


@dataclass(frozen=True)
class Unit:
    """One unit; a value of it is `(value + offset) × factor` of the base of its dimension.

    Units of one dimension convert, others never do. `signs` keep their case (mM is not mm), `words` match in any case,
    `japanese` needs no border behind it. `typed` means the unit only where nothing but a unit can stand, such as the
    field of an answer (phut, C). `exact`: the same letters in another case are another measure (mg and Mg).
    """

    key: str  # as it is stored, and written wherever a language has no word of its own
    dimension: str
    factor: Fraction = Fraction(1)
    offset: Fraction = Fraction(0)
    signs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    japanese: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    say: Mapping[str, str] = field(default_factory=dict, hash=False)
    exact: bool = False

    @property
    def counts(self) -> bool:
        """Whether it counts things (times, cases): a translator may rightly leave such a word out or choose another."""
        return self.dimension == COUNT

    @property
    def unmistakable(self) -> bool:
        """Whether its sign can be nothing else, so that a text without it has lost it: °C, mL; not L, weeks, cells."""
        return (
            self.dimension not in _THINGS
            and self.say.get("en", self.key) == self.key
            and (len(self.key) > 1 or self.key == "%")
        )


COUNT = "count"
_THINGS = frozenset({COUNT, "cells", "copies", "doublings", "acidity", "decades"})
_PREFIXES: dict[str, tuple[Factor, str, str, str]] = {
    "M": (10**6, "mega", "mega", "メガ"),
    "k": (10**3, "kilo", "kilo", "キロ"),
    "h": (10**2, "hecto", "hecto", "ヘクト"),
    "d": ("1/10", "deci", "deci", "デシ"),
    "c": ("1/100", "centi", "centi", "センチ"),
    "m": ("1/1000", "mili", "milli", "ミリ"),
    "µ": (Fraction(1, 10**6), "micro", "micro", "マイクロ"),
    "n": (Fraction(1, 10**9), "nano", "nano", "ナノ"),
    "p": (Fraction(1, 10**12), "pico", "pico", "ピコ"),
}


def _split(spellings: str) -> tuple[str, ...]:
    return tuple(filter(None, spellings.split("|")))


def _unit(
    key: str, dimension: str, factor: Factor = 1, *, offset: Factor = 0, signs: str = "", words: str = "",
    ja: str = "", typed: str = "", say: Mapping[str, str] | None = None, exact: bool = False,
) -> Unit:  # fmt: skip
    """A row of the table; spellings stand between bars. The key itself is always a sign of its unit."""
    spelled = (key, *_split(signs))
    spellings = (spelled, _split(words), _split(ja), _split(typed))
    return Unit(key, dimension, Fraction(factor), Fraction(offset), *spellings, say or {}, exact)


def _family(
    symbol: str, dimension: str, prefixes: str, factor: Factor = 1, *, signs: str = "",
    vi: str = "", en: str = "", ja: str = "", also: Mapping[str, str] | None = None, power: int = 1,
) -> Iterator[Unit]:  # fmt: skip
    """The unit and those made of it by prefixes, spelled the same way: mL, ml, mililit, millilitre(s), ミリリットル.

    `also`: further words by prefix. A milli-unit is `exact`: M would make it a mega-unit; so is the molar (mM, mm).
    The millilitre is not: nobody measures megalitres.
    """
    shapes = (symbol, *_split(signs))
    for prefix in ("", *prefixes):
        times, *stems = _PREFIXES[prefix] if prefix else (1, "", "", "")
        letters = {"µ": ("µ", "u", "mc") if symbol in ("g", "L") else ("µ", "u")}.get(prefix, (prefix,))
        spelled = "|".join(letter + shape for letter in letters for shape in shapes)
        words = [stems[0] + word for word in _split(vi)]
        words += [stems[1] + word + plural for word in _split(en) for plural in ("", "s")]
        words += _split((also or {}).get(prefix, ""))
        yield _unit(
            prefix + symbol,
            dimension,
            Fraction(times) ** power * Fraction(factor),
            signs=spelled,
            words="|".join(words),
            ja="|".join(stems[2] + word for word in _split(ja)),
            exact=symbol == "M" or (prefix == "m" and symbol != "L"),
        )


_MONTHS = "|".join(f"{mark}月{more}" for mark in "かヶカヵケ箇" for more in ("間", ""))
_PSI = Fraction("4.4482216152605") / Fraction("0.0254") ** 2  # pound-force per square inch, both defined exactly

UNITS: tuple[Unit, ...] = (
    # time; months and years have no fixed number of days, so they are a dimension of their own
    _unit(
        "s", "time", signs="sec", words="giây|second|seconds", ja="秒間|秒", typed="giay",
        say={"vi": "giây", "ja": "秒"},
    ),
    _unit("ms", "time", "1/1000", exact=True), _unit("µs", "time", Fraction(1, 10**6), signs="us"),
    _unit(
        "min", "time", 60, signs="mins", words="phút|minute|minutes", ja="分間|分", typed="phut",
        say={"vi": "phút", "ja": "分"},
    ),
    _unit(
        "h", "time", 3600, signs="hr|hrs", words="giờ|tiếng|hour|hours", ja="時間|時", typed="gio",
        say={"vi": "giờ", "ja": "時間"},
    ),
    _unit(
        "d", "time", 86400, words="ngày|day|days", ja="営業日|日間|日目|日", typed="ngay",
        say={"vi": "ngày", "ja": "日", "en": "days"},
    ),
    _unit(
        "week", "time", 604800, signs="wk|wks", words="tuần|week|weeks", ja="週間|週目|週", typed="tuan",
        say={"vi": "tuần", "ja": "週", "en": "weeks"},
    ),
    _unit(
        "month", "calendar", words="tháng|month|months", ja=f"{_MONTHS}|月", typed="thang",
        say={"vi": "tháng", "ja": "か月", "en": "months"},
    ),
    _unit(
        "year", "calendar", 12, signs="yr|yrs", words="năm|year|years", ja="年間|年度|年", typed="nam",
        say={"vi": "năm", "ja": "年", "en": "years"},
    ),
    # temperature, in kelvin
    _unit(
        "°C", "temperature", offset="273.15", signs="° C|oC", ja="度C|度", typed="C|do|do C|độ|deg C",
        words="độ C|degree C|degrees C|degree Celsius|degrees Celsius|deg C|deg. C",
    ),
    _unit("°F", "temperature", "5/9", offset="459.67", signs="° F", words="độ F|degrees F|degrees Fahrenheit"),
    _unit("K", "temperature", words="kelvin"),
    # share of a whole
    _unit("%", "share", "1/100", words="phần trăm|percent|per cent", ja="パーセント", typed="pct"),
    _unit("‰", "share", "1/1000"),
    _unit("ppm", "share", Fraction(1, 10**6)),
    _unit("ppb", "share", Fraction(1, 10**9)),
    # volume in litres, mass in grams, length in metres
    *_family("L", "volume", "dmµnp", signs="l|ℓ", vi="lít|lit", en="liter|litre", ja="リットル", also={"m": "cc"}),
    *_family("m³", "volume", "cm", 1000, power=3),
    *_family("g", "mass", "kmµnp", vi="gam", en="gram", ja="グラム"),
    *_family("m", "length", "kcmµn", vi="mét|met", en="meter|metre", ja="メートル", also={"µ": "micron|microns"}),
    *_family("m²", "area", "cm", power=2),
    # amount and concentration of a substance
    *_family("M", "concentration", "mµnp"),
    *_family("mol", "amount", "mµnp"),
    *_family("Da", "molecular mass", "kM"),
    # pressure in pascals; electricity, light, radiation, sound
    *_family("Pa", "pressure", "mhkM"),
    _unit("bar", "pressure", 10**5), _unit("mmHg", "pressure", "133.322387415"), _unit("psi", "pressure", _PSI),
    *_family("V", "voltage", "mk"), *_family("A", "current", "mµ"), *_family("W", "power", "mk"),
    *_family("Hz", "frequency", "kM"), *_family("Gy", "absorbed dose", "mk"), *_family("Bq", "activity", "kM"),
    _unit("lx", "illuminance", signs="lux"), _unit("dB", "sound level"),
    # centrifuges: how fast and how strong convert only with the radius of a rotor
    _unit("×g", "centrifugal force", signs="× g|× G|x g", typed="g-force"),
    _unit(
        "rpm", "rotation", signs="r/min|rev/min", ja="回転/分|回転毎分|回転",
        words="vòng/phút|vòng mỗi phút|revolutions per minute|revolutions/min", say={"vi": "vòng/phút"},
    ),
    # arbitrary units of biology: none converts into another
    _unit("CFU", "colonies", signs="cfu"), _unit("PFU", "plaques"), _unit("EU", "endotoxin"),
    *_family("IU", "international units", "k"), *_family("U", "enzyme units", "mk"),
    _unit("PDL", "doublings"), _unit("pH", "acidity"), _unit("log", "decades", typed="log10"),
    _unit("cells", "cells", words="tế bào|cell|cells", ja="細胞|個", typed="tb|cells count", say={"vi": "tế bào"}),
    _unit("copies", "copies", words="bản sao|copy|copies", ja="コピー"),
    # counted things that are stored as units
    _unit(
        "times", COUNT, words="lần|time|fold", ja="回目|回|倍量|倍", typed="lan|x|×",
        say={"vi": "lần", "ja": "回"},
    ),
    _unit("cases", COUNT, words="trường hợp|case", ja="例|件", typed="ca", say={"vi": "trường hợp", "ja": "例"}),
    _unit("vials", COUNT, words="ống|vial|tubes|tube", ja="本", typed="ong", say={"vi": "ống", "ja": "本"}),
    _unit("units", COUNT, words="đơn vị|unit", ja="単位", say={"vi": "đơn vị", "ja": "単位"}),
    _unit("plate", COUNT, words="đĩa|plates", ja="プレート|平板", say={"vi": "đĩa", "ja": "プレート"}),
)  # fmt: skip

# Words that count things and are no stored unit: known, so that a limit behind them is found.
COUNTERS = (
    "người|bình|lọ|tấm|cái|chiếc|mẫu|lô|vi trường|bước|person|persons|people|operator|operators|bottle|bottles"
    "|field|fields|sample|samples|lot|lots|step|steps"
)
# Japanese counters that only stand behind a number, and nouns that may as well begin a sentence or a heading.
BOUND_COUNTERS = "回|名|人|本|個|枚|台|箱|袋|版|倍|種|次|度|代|例|点|層|穴|件|歳"
NOUN_COUNTERS = "種類|つ|段階|工程|箇所|か所|ヶ所|検体|容器|視野|ロット|項|部"

# What a share is of: weight or volume of the part in that of the whole.
BASES = ("w/v", "v/v", "w/w", "v/w", "wt", "vol")

# Spellings that mean the unit only in this surrounding (what must follow); elsewhere the letters are another word or a
# counter: 分の (part of), 分注 (dispense); 2度 (twice); 時点 (moment); 日本; 回転倒立; 細胞 (the cells); 個 (pieces),
# 個/mL.
CONTEXT = {
    "分": "(?!間|の|画|注|割|裂|離|子|量|類|配|取|岐|担|別|散)",
    "度": "(?=以上|以下|未満|に|で|の|～|、|。|$)",
    "時": "(?!間|点|期)",
    "日": "(?!間|目|本|常|程)",
    "回転": "(?!倒|/分|毎分)",
    "細胞": "(?=/|以上|以下|未満)",
    "個": "(?=/)",
}
