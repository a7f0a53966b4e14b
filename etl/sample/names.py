"""Invented names and bios."""

from __future__ import annotations

from typing import Final

from etl.sample.styles import COOKING, MUKBANG, PRODUCTS, RESTAURANTS

GIVEN_NAMES: Final = (
    "Bống",
    "Cà Rốt",
    "Mít",
    "Na",
    "Sóc",
    "Thỏ",
    "Bắp",
    "Cốm",
    "Mầm",
    "Tí",
    "Nếp",
    "Ngô",
    "Bún",
    "Vịt",
    "Khoai",
    "Mận",
    "Đậu",
    "Gạo",
    "Bầu",
    "Tôm",
    "Lan",
    "Hạnh",
    "Thảo",
    "Tuấn",
    "Phúc",
    "Yến",
    "Quyên",
    "Dũng",
    "Vy",
    "Khánh",
)

NICKNAMES: Final = {
    COOKING.category: ("Bếp của {}", "Nhà {} nấu gì", "{} vào bếp", "Cơm nhà {}", "Mâm cơm {}"),
    RESTAURANTS.category: (
        "{} đi ăn",
        "{} ăn gì",
        "Ăn cùng {}",
        "{} lượn quán",
        "Hẻm ngon của {}",
    ),
    PRODUCTS.category: ("{} thử đồ ăn", "{} ăn thử", "Tủ đồ ăn {}", "{} săn đồ ngon"),
    MUKBANG.category: ("{} mukbang", "{} ăn hết", "{} ăn khuya", "Bàn tiệc của {}"),
}
"""Nicknames by the category of the creator's style."""

NICKNAME_EMOJI: Final = ("", "", "", " 🍜", " 🍲", " 😋", " 🧋", " 🌶️", " 🥢")

BIOS: Final = {
    COOKING.category: (
        "Nấu ăn mỗi ngày, món nhà đơn giản 🍲",
        "Bếp nhỏ ở {city}\nCông thức dễ làm cho người bận rộn",
        "Cơm nhà là nhất 🍚\nMón nào cũng thử trước khi chia sẻ",
        "Ghi lại những bữa cơm của gia đình",
    ),
    RESTAURANTS.category: (
        "Đi ăn khắp {city} 🍜\nQuán ngon giá mềm",
        "Ăn rồi mới nói 😋\n{city} và những con hẻm",
        "Quán quen, quán lạ, quán nào ngon thì mình kể",
        "Mỗi ngày một quán ở {city} 📍",
    ),
    PRODUCTS.category: (
        "Ăn thử hộ bạn, khen chê rõ ràng",
        "Hàng mới ra là mình thử 🛒",
        "Đồ ăn vặt và những lần mua nhầm",
        "Chấm điểm đồ ăn đóng gói, không nói quá",
    ),
    MUKBANG.category: (
        "Ăn ngon, ăn no, ăn cùng mình nhé 🦐",
        "Mâm hôm nay có gì? 🔥",
        "Cay cấp mấy cũng thử 🌶️",
        "Ăn khuya cùng mình mỗi tối",
    ),
}
"""Bios by the category of the creator's style."""

BOOKING: Final = ("", "", "\n📩 Hợp tác: {mail}", "\nLiên hệ công việc 👉 {mail}")
NO_BOOKING: Final = "\nKHÔNG NHẬN BOOKING ❌"
FAKE_PHONE: Final = "0900 000 000"
PHONE: Final = f"\n☎️ Booking: {FAKE_PHONE}"
