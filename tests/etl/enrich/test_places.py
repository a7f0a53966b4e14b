"""Place finding on hand-written sentences, and the reference tables behind it."""

from __future__ import annotations

import pickle
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from etl.enrich.gazetteer import (
    Gazetteer,
    Place,
    load_gazetteer,
    province_today,
    read_table,
    region_of,
)
from etl.enrich.place_answers import is_abroad, resolve_answer
from etl.enrich.places import find_places

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
HCM, HN = "Hồ Chí Minh", "Hà Nội"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer(REFERENCE)


def primary(
    gazetteer: Gazetteer, caption: str, transcript: str | None = None
) -> tuple[str, str | None] | None:
    found = find_places(gazetteer, caption, transcript)
    return (found[0].province, found[0].district) if found else None


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Bún đậu Hà Nội ở Quận 7", (HCM, "Quận 7")),
        ("Địa chỉ: 12 Nguyễn Trãi, P.2, Q.5", (HCM, "Quận 5")),
        ("Ghé Q.Bình Thạnh chiều nay", (HCM, "Bình Thạnh")),
        ("Ghé Q. Bình Thạnh chiều nay", (HCM, "Bình Thạnh")),
        ("quán nhỏ ở quận mười", (HCM, "Quận 10")),
        ("Quận Nhất tối nay", (HCM, "Quận 1")),
        ("Q12 xa lắm", (HCM, "Quận 12")),
        ("quán ở số 171 Phú Diễn", (HN, "Bắc Từ Liêm")),
        ("phở 49 Bát Đàn", (HN, "Hoàn Kiếm")),
        ("ốc ở Vĩnh Khánh", (HCM, "Quận 4")),
        ("chợ Bến Thành sáng sớm", (HCM, "Quận 1")),
        ("Quận Ba Đình", (HN, "Ba Đình")),
        ("933 Hồng Bàng, quận 6", (HCM, "Quận 6")),
        ("phố cổ Hội An", ("Quảng Nam", "Hội An")),
        ("dạo phố cổ buổi tối", (HN, "Hoàn Kiếm")),
        ("Thủ Đức cuối tuần", (HCM, "Thủ Đức")),
    ],
)
def test_addresses_and_districts(
    gazetteer: Gazetteer, caption: str, expected: tuple[str, str]
) -> None:
    assert primary(gazetteer, caption) == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Một ngày ở Sài Gòn", (HCM, None)),
        ("Ăn gì ở SG?", (HCM, None)),
        ("TP.HCM về đêm", (HCM, None)),
        ("HN mùa thu", (HN, None)),
        ("Hà Thành chiều mưa", (HN, None)),
        ("Đi Đà Lạt nào", ("Lâm Đồng", "Đà Lạt")),
        ("Sapa lạnh quá", ("Lào Cai", "Sa Pa")),
        ("Cuối tuần ở Phú Quốc", ("Kiên Giang", "Phú Quốc")),
        ("Vũng Tàu hai ngày", ("Bà Rịa - Vũng Tàu", "Vũng Tàu")),
        ("Hội An ngày mưa", ("Quảng Nam", "Hội An")),
        ("Nha Trang đầy nắng", ("Khánh Hòa", "Nha Trang")),
        ("Về Hoà Bình thăm nhà", ("Hòa Bình", None)),
        ("Chợ sáng ở Thuỷ Nguyên", ("Hải Phòng", "Thủy Nguyên")),
        ("an sang o ha noi", (HN, None)),
        ("quan binh thanh co gi ngon", (HCM, "Bình Thạnh")),
        ("𝐇𝐚̀ 𝐍𝐨̣̂𝐢 đẹp", (HN, None)),
        ("Ngày ở Thành phố Nam Định", ("Nam Định", "Nam Định")),
        ("Ngày ở Nam Định", ("Nam Định", None)),
    ],
)
def test_cities_and_nicknames(
    gazetteer: Gazetteer, caption: str, expected: tuple[str, str | None]
) -> None:
    assert primary(gazetteer, caption) == expected


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("#anvatsaigon", (HCM, None)),
        ("#ansapsaigon", (HCM, None)),
        ("#quan7angi", (HCM, "Quận 7")),
        ("#angiquan1", (HCM, "Quận 1")),
        ("#angisg", (HCM, None)),
        ("#hanoifood", (HN, None)),
        ("#food_hanoi", (HN, None)),
        ("#donghanoi", (HN, None)),
        ("#HàNội", (HN, None)),
        ("#đànẵng", ("Đà Nẵng", None)),
        ("#dalatreview", ("Lâm Đồng", "Đà Lạt")),
        ("#reviewdalat", ("Lâm Đồng", "Đà Lạt")),
        ("#binhthanhangi", (HCM, "Bình Thạnh")),
    ],
)
def test_joined_hashtags(
    gazetteer: Gazetteer, caption: str, expected: tuple[str, str | None]
) -> None:
    assert primary(gazetteer, caption) == expected
    assert find_places(gazetteer, caption, None)[0].field == "hashtag"


@pytest.mark.parametrize(
    "caption",
    [
        "",
        "Tô bún bò Huế nóng hổi",
        "bánh tráng Tây Ninh",
        "phở Hà Nội",
        "nem chua Thanh Hoá",
        "tô mì Quảng",
        "bánh đa cua Hải Phòng",
        "kẹo dừa Bến Tre",
        "người Sơn La",
        "Món ngon miền Tây",
        "thanh xuân của chúng mình",
        "sống trong hòa bình",
        "Bình mời Hà và Sơn qua ăn",
        "Nguyễn Thanh Xuân nấu ăn",
        "cái vị thanh thanh này",
        "ba đình làng cổ",
        "Huyện Châu Thành",
        "#bepnhagiang",
        "#bunbohue",
        "#phohanoi",
        "#vinhomes",
        "#nhahang",
        "#máyđanăng",
        "Hôm qua ở Hà. Nội tôi nấu",
    ],
)
def test_what_is_no_place(gazetteer: Gazetteer, caption: str) -> None:
    assert find_places(gazetteer, caption, None) == []


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Ở Tân Phú", (HCM, "Tân Phú")),
        ("Tân Phú, Đồng Nai", ("Đồng Nai", "Tân Phú")),
        ("Hoàng Mai, Nghệ An", ("Nghệ An", "Hoàng Mai")),
        ("Huyện Châu Thành, Bến Tre", ("Bến Tre", "Châu Thành")),
        ("Thanh Xuân, Hà Nội", (HN, "Thanh Xuân")),
    ],
)
def test_a_shared_district_name_follows_the_province(
    gazetteer: Gazetteer, caption: str, expected: tuple[str, str]
) -> None:
    assert primary(gazetteer, caption) == expected


def test_nfd_is_read_like_nfc(gazetteer: Gazetteer) -> None:
    caption = "Bún đậu ở quận Bình Thạnh, Sài Gòn #ĐàNẵng"
    assert find_places(gazetteer, unicodedata.normalize("NFD", caption), None) == find_places(
        gazetteer, caption, None
    )


def test_other_places_follow_and_each_stands_once(gazetteer: Gazetteer) -> None:
    found = find_places(
        gazetteer, "Quán ở quận 3, Sài Gòn", "Quận 3 đông vui. Lần trước ăn ở Đà Lạt. Quận 5 nữa."
    )
    places = [(row.province, row.district) for row in found]
    assert places[0] == (HCM, "Quận 3")
    assert ("Lâm Đồng", "Đà Lạt") in places
    assert len(places) == len(set(places))


def test_evidence_is_what_stands_in_the_text(gazetteer: Gazetteer) -> None:
    (found,) = find_places(gazetteer, "", "Địa chỉ ở Q.5 nha", None)
    assert (found.field, found.evidence) == ("transcript", "Q.5")


def test_a_point_of_interest_outranks_words(gazetteer: Gazetteer) -> None:
    found = find_places(gazetteer, "Nhớ Hà Nội", None, "Chùa, Quang Trung, Uong Bi, Quang Ninh")
    assert found[0].province == "Quảng Ninh"


def test_letters_that_grow_when_lower_cased(gazetteer: Gazetteer) -> None:
    assert primary(gazetteer, "İstanbul xa, ta ở quận 3") == (HCM, "Quận 3")


def test_a_very_long_text(gazetteer: Gazetteer) -> None:
    assert primary(gazetteer, "", "ăn ngon lắm nha " * 20_000 + "ở quận 3") == (HCM, "Quận 3")


def test_a_pickled_gazetteer_finds_the_same(gazetteer: Gazetteer) -> None:
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert primary(copy, "ở quận 3") == (HCM, "Quận 3")


@pytest.mark.parametrize(
    ("city", "district", "expected"),
    [
        ("Sài Gòn", "Quận Nhất", Place(HCM, "Quận 1")),
        ("Saigon", None, Place(HCM, None)),
        ("TP.HCM", "quận 1", Place(HCM, "Quận 1")),
        ("Thành phố Hồ Chí Minh", "", Place(HCM, None)),
        ("Sài Gòn", "quận tư", Place(HCM, "Quận 4")),
        ("Sài Gòn", "10", Place(HCM, "Quận 10")),
        ("Sài Gòn", "Quận 7, Gò Vấp", Place(HCM, "Quận 7")),
        ("Hà Nội, Sài Gòn", None, Place(HN, None)),
        ("hà nội", "không rõ", Place(HN, None)),
        ("Hà Nội", "Mỹ Đình", Place(HN, "Nam Từ Liêm")),
        ("Hà Nội", "Phố Cổ", Place(HN, "Hoàn Kiếm")),
        ("Gò Vấp", None, Place(HCM, "Gò Vấp")),
        ("Đà Lạt", None, Place("Lâm Đồng", "Đà Lạt")),
        ("Không rõ", "Quận 5", Place(HCM, "Quận 5")),
        (None, "Tân Phú", Place(HCM, "Tân Phú")),
        ("Đồng Nai", "Tân Phú", Place("Đồng Nai", "Tân Phú")),
        ("Bà Rịa - Vũng Tàu", None, Place("Bà Rịa - Vũng Tàu", None)),
        ("Thanh Hoá", None, Place("Thanh Hóa", None)),
        ("Cao Bằng", "Trùng Khánh", Place("Cao Bằng", "Trùng Khánh")),
        (None, "Châu Thành", None),
        ("Không có thông tin", None, None),
        ("Việt Nam", None, None),
        ("", "", None),
        (None, None, None),
        ("Seoul", "Myeongdong", None),
    ],
)
def test_a_models_answer(
    gazetteer: Gazetteer, city: str | None, district: str | None, expected: Place | None
) -> None:
    assert resolve_answer(gazetteer, city, district) == expected


@pytest.mark.parametrize(
    ("city", "district", "expected"),
    [
        ("Seoul", None, True),
        ("Hàn Quốc", None, True),
        ("Trùng Khánh", None, True),
        ("Hà Nội", None, False),
        ("Không rõ", None, False),
        (None, None, False),
    ],
)
def test_abroad_is_told_from_unknown(
    gazetteer: Gazetteer, city: str | None, district: str | None, expected: bool
) -> None:
    assert is_abroad(gazetteer, city, district) is expected


def test_today_and_region(gazetteer: Gazetteer) -> None:
    assert province_today(gazetteer, "Bình Dương") == HCM
    assert region_of(gazetteer, "Thừa Thiên Huế") == "Trung"


def test_provinces_table() -> None:
    rows = read_table(REFERENCE / "provinces.csv")
    assert len({row["province"] for row in rows}) == len(rows) == 63
    assert len({row["province_now"] for row in rows}) == 34
    assert Counter(row["region"] for row in rows) == {"Bắc": 25, "Trung": 19, "Nam": 19}
    assert len({row["code"] for row in rows}) == 63


def test_districts_table() -> None:
    provinces = {row["province"] for row in read_table(REFERENCE / "provinces.csv")}
    rows = read_table(REFERENCE / "districts.csv")
    pairs = {(row["province"], row["district"]) for row in rows}
    assert len(pairs) == len(rows) == 705
    assert {province for province, _ in pairs} == provinces
    assert {row["kind"] for row in rows} == {"quận", "huyện", "thị xã", "thành phố"}
    assert {(HCM, "Quận 2"), (HCM, "Quận 9"), (HCM, "Thủ Đức")} <= pairs


@pytest.mark.parametrize("name", ["place_aliases.csv", "landmarks.csv"])
def test_every_alias_and_landmark_is_in_a_known_place(gazetteer: Gazetteer, name: str) -> None:
    for row in read_table(REFERENCE / name):
        assert row["province"] in gazetteer.provinces
        if row["district"]:
            assert Place(row["province"], row["district"]) in gazetteer.districts


def test_every_alias_resolves(gazetteer: Gazetteer) -> None:
    for row in read_table(REFERENCE / "place_aliases.csv"):
        answer = resolve_answer(gazetteer, row["province"], row["alias"])
        assert answer == Place(row["province"], row["district"] or None), row


def test_ambiguous_names_are_names_of_the_tables() -> None:
    known = {row["district"] for row in read_table(REFERENCE / "districts.csv")}
    known |= {row["province"] for row in read_table(REFERENCE / "provinces.csv")}
    rows = read_table(REFERENCE / "ambiguous_names.csv")
    assert {row["name"] for row in rows} <= known
    assert {row["counts_with"] for row in rows} == {"capitals", "context"}


@pytest.mark.parametrize("path", sorted(REFERENCE.glob("*places*.csv")), ids=lambda path: path.name)
def test_tables_are_in_nfc(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
