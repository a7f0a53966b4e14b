"""Where people eat: cities and districts by the names that people use in captions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class City:
    """A city or province.

    Attributes:
        name: As creators say it.
        spellings: As models write it in the enrichment files, the usual one first.
        tag: Without diacritics, for hashtags.
        frequency: How many creators live there, against the others.
        districts: Districts and wards, some by the names of before July 2025.
    """

    name: str
    spellings: tuple[str, ...]
    tag: str
    frequency: float
    districts: tuple[str, ...]


SAI_GON: Final = City(
    "Sài Gòn",
    ("Hồ Chí Minh", "Sài Gòn", "Thành phố Hồ Chí Minh", "TP.HCM", "Saigon"),
    "saigon",
    40,
    (
        "Quận 1",
        "Quận 3",
        "Quận 4",
        "Quận 5",
        "Quận 7",
        "Quận 10",
        "Bình Thạnh",
        "Phú Nhuận",
        "Gò Vấp",
        "Tân Bình",
        "Tân Phú",
        "Thủ Đức",
    ),
)
HA_NOI: Final = City(
    "Hà Nội",
    ("Hà Nội", "Thành phố Hà Nội", "Hanoi"),
    "hanoi",
    28,
    (
        "Hoàn Kiếm",
        "Ba Đình",
        "Đống Đa",
        "Cầu Giấy",
        "Hai Bà Trưng",
        "Tây Hồ",
        "Thanh Xuân",
        "Hà Đông",
        "Long Biên",
        "Bắc Từ Liêm",
    ),
)
CITIES: Final = (
    SAI_GON,
    HA_NOI,
    City("Đà Nẵng", ("Đà Nẵng", "Đà Nẵng", "Da Nang"), "danang", 6, ("Hải Châu", "Sơn Trà")),
    City("Hải Phòng", ("Hải Phòng",), "haiphong", 5, ("Lê Chân", "Ngô Quyền", "Đồ Sơn")),
    City("Cần Thơ", ("Cần Thơ", "TP Cần Thơ"), "cantho", 5, ("Ninh Kiều", "Cái Răng")),
    City("Huế", ("Huế", "Thừa Thiên Huế"), "hue", 3, ("Phú Xuân", "Thuận Hóa")),
    City("Đà Lạt", ("Đà Lạt", "Lâm Đồng"), "dalat", 3, ()),
    City("Vũng Tàu", ("Vũng Tàu", "Bà Rịa - Vũng Tàu"), "vungtau", 3, ()),
    City("Nha Trang", ("Nha Trang", "Khánh Hòa"), "nhatrang", 3, ()),
    City("Quy Nhơn", ("Quy Nhơn", "Bình Định"), "quynhon", 2, ()),
    City("An Giang", ("An Giang",), "angiang", 2, ("Long Xuyên", "Châu Đốc")),
    City("Nam Định", ("Nam Định",), "namdinh", 2, ()),
    City("Nghệ An", ("Nghệ An", "Vinh"), "nghean", 2, ("Vinh",)),
    City("Thanh Hóa", ("Thanh Hóa",), "thanhhoa", 1, ("Sầm Sơn",)),
    City("Bình Dương", ("Bình Dương",), "binhduong", 1, ("Dĩ An", "Thuận An")),
)

NOT_A_CITY: Final = ("Không rõ", "Không có thông tin", "Không xác định", "Việt Nam")
"""What models write where they should write null."""
