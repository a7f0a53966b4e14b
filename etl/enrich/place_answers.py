"""A model's answer about a place, brought to the names of the reference tables."""

from __future__ import annotations

import re

from etl.enrich.gazetteer import Gazetteer, Place
from etl.enrich.place_names import joined
from etl.text import to_nfc

_LIST = re.compile(r"[,;/&]|\bvà\b|\bhoặc\b")
_NOTHING = re.compile(
    r"không|chưa|khác|trung tâm|^(?:null|none|unknown|n/?a|viet ?nam|việt nam|vn)$", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"(?:1[0-2]|[1-9])")
_LEADING_KIND = re.compile(
    r"^(?:thành phố|tp\.?|tỉnh|quận|huyện|thị xã|q\.|phường|xã|khu(?: vực)?|đường|phố|chợ)\s+",
    re.IGNORECASE,
)


def resolve_answer(gazetteer: Gazetteer, city: str | None, district: str | None) -> Place | None:
    """Returns the place a model's words mean, by the names before July 2025.

    Of a list ("Hà Nội, Sài Gòn") the first that is a place counts. A city that is really a district
    ("Đà Lạt", "Gò Vấp") gives both. A district counts only in the city given, or where there is
    no city and its name belongs to one province.

    Returns:
        None where the words say nothing, or name a place abroad (see `is_abroad`).
    """
    if is_abroad(gazetteer, city, district):
        return None
    from_city = _first_place(gazetteer, city, None)
    province = from_city.province if from_city else None
    from_district = _first_place(gazetteer, district, province)
    if from_district is not None and (province is None or from_district.province == province):
        if from_district.district is None and from_city is not None:
            return from_city
        return from_district
    return from_city


def is_abroad(gazetteer: Gazetteer, city: str | None, district: str | None = None) -> bool:
    """Tells whether a model's words name a place outside Viet Nam.

    As a city, "Trùng Khánh" is the Chinese one: the Vietnamese district of that name is no city.
    """
    pieces = _pieces(city) or _pieces(district)
    return bool(pieces) and joined(pieces[0]) in gazetteer.foreign


def _pieces(answer: str | None) -> list[str]:
    if not answer:
        return []
    pieces = (piece.strip(" .\"'()") for piece in _LIST.split(to_nfc(str(answer))))
    return [piece for piece in pieces if piece and not _NOTHING.search(piece)]


def _first_place(gazetteer: Gazetteer, answer: str | None, province: str | None) -> Place | None:
    for piece in _pieces(answer):
        place = _place(gazetteer, piece, province)
        if place is not None:
            return place
    return None


def _place(gazetteer: Gazetteer, piece: str, province: str | None) -> Place | None:
    if _BARE_NUMBER.fullmatch(piece):
        piece = f"Quận {piece}"
    for written in (piece, _LEADING_KIND.sub("", piece)):
        key = "".join(written.lower().split())
        for spelling in (key, joined(written)):
            places = gazetteer.answers.get(spelling, ())
            chosen = _choose(places, province)
            if chosen is not None:
                return chosen
    return None


def _choose(places: tuple[Place, ...], province: str | None) -> Place | None:
    if province is not None:
        return next((place for place in places if place.province == province), None)
    if len(places) > 1 and places[0].province not in _BIG_CITIES:
        return None
    return places[0] if places else None


# A district name that one of these shares with a countryside district is theirs: "Tân Phú".
_BIG_CITIES = frozenset({"Hà Nội", "Hồ Chí Minh"})
