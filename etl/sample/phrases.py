"""Sentences for captions and transcripts, by the category of the creator's style."""

from __future__ import annotations

from typing import Final

from etl.sample.styles import COOKING, MUKBANG, PRODUCTS, RESTAURANTS

CAPTIONS: Final = {
    COOKING.category: (
        "Cách làm {dish} tại nhà siêu đơn giản",
        "{Dish} kiểu này là hết sạch nha cả nhà",
        "Hôm nay nhà mình ăn {dish}",
        "Trời mưa mà có {dish} thì còn gì bằng",
        "{Dish} mẹ làm, ăn một lần nhớ mãi",
        "Bí quyết để {dish} ngon như ngoài hàng",
        "Ai bảo {dish} là khó nào",
        "Mâm cơm cuối tuần có {dish}",
        "Lưu lại công thức {dish} để dành làm nhé",
        "Lần đầu tự làm {dish} và cái kết",
        "5 phút có ngay món {dish}",
        "Đi làm về mệt thì làm {dish} cho nhanh",
    ),
    RESTAURANTS.category: (
        "Quán {dish} {where} mà mình ăn hoài không chán",
        "{Dish} {where} đông từ sáng tới tối",
        "Tìm được chỗ bán {dish} ngon {where} rồi mọi người ơi",
        "{Dish} giá sinh viên {where}",
        "Ăn thử {dish} đang được nhắc nhiều {where}",
        "Chiều nay rủ nhau đi ăn {dish} {where} không?",
        "Quán nhỏ trong hẻm mà {dish} ngon bất ngờ, {where} nha",
        "Chấm điểm {dish} {where}",
        "Ăn {dish} {where}, hai người hết bao nhiêu?",
        "Xếp hàng 30 phút để ăn {dish} {where} có đáng không",
        "Quán quen bán {dish} {where} hơn hai mươi năm",
        "Đi {where_plain} nhớ ăn {dish} nha",
    ),
    PRODUCTS.category: (
        "Ăn thử {dish} của {brand} xem có ngon như lời đồn",
        "{Dish} vị mới, mua hay bỏ qua?",
        "Chấm điểm {dish} đang được hỏi nhiều",
        "So sánh ba loại {dish} cùng giá",
        "Mua {dish} {brand} vì cái bao bì",
        "{Dish} này ăn một miếng là không dừng được",
        "Thử {dish} giúp cả nhà đây",
        "Tủ đồ ăn tháng này có thêm {dish}",
        "Cay không? Thử {dish} là biết",
        "Có nên mua {dish} {brand} để dành ăn khuya",
    ),
    MUKBANG.category: (
        "Ăn {dish} thật đã cùng mình nhé",
        "Một mình hết cả mâm {dish}",
        "{Dish} và một ly nước thật lạnh",
        "Tối nay ăn {dish}, ai đói vào đây",
        "Thử thách ăn hết mâm {dish}",
        "{Dish} nhìn thôi đã thèm",
        "Thèm {dish} cả tuần nay rồi",
        "Ăn {dish} cùng mẹ, ai ăn nhiều hơn?",
        "Bữa tối có {dish} là vui",
    ),
}

OFF_TOPIC: Final = (
    "Một ngày đi làm của mình",
    "Dọn lại góc bếp sau Tết",
    "Trả lời câu hỏi của mọi người",
    "Đi chơi cuối tuần cùng gia đình",
    "Bé mèo nhà mình hôm nay hơi lười",
)

EMOJI: Final = ("😋", "🍜", "🔥", "🥰", "😍", "🤤", "🌶️", "🍲", "😂", "👉🏻👈🏻", "🧋", "🦐", "❤️")

ODD_STARTS: Final = ("=ngon quá", "+1 món mới", "-50% hôm nay thôi", "@ai cũng thích")
"""Starts that a spreadsheet would take for a formula."""

FANCY: Final = ("ＲＥＶＩＥＷ", "ＮＧＯＮ", "𝐑𝐞𝐯𝐢𝐞𝐰", "𝑵𝒈𝒐𝒏")
"""Full-width and styled letters."""

DISCLOSURES: Final = ("Video hợp tác cùng {brand}", "#quangcao", "#hoptac", "Được {brand} tài trợ")

GENERAL_TAGS: Final = (
    "ancungtiktok",
    "xuhuong",
    "monngonmoingay",
    "angihomnay",
    "reviewdoan",
    "learnontiktok",
    "food",
    "foodtiktok",
    "fyp",
    "doan",
    "amthucvietnam",
    "anngon",
    "ăncùngtiktok",
    "Foodie",
    "viral",
)
STYLE_TAGS: Final = {
    COOKING.category: ("nauancungtiktok", "comnha", "vaobep", "congthucnauan", "bepnha"),
    RESTAURANTS.category: ("reviewquanan", "quanngon", "diachianngon", "anvat", "lequan"),
    PRODUCTS.category: ("reviewsanpham", "doanvat", "anthu", "anvat", "doanonline"),
    MUKBANG.category: ("mukbang", "mukbangvietnam", "asmr", "ancay", "antoi"),
}
JOINED_TAGS: Final = ("anvat{city}", "anngon{city}", "review{city}", "quanngon{city}", "food{city}")

OPENINGS: Final = {
    "Vào thẳng vấn đề": (
        "Hôm nay mình ăn {dish} nha mọi người.",
        "Đây là {dish} mà mình muốn kể với mọi người.",
        "Món hôm nay là {dish}.",
    ),
    "Gây tò mò": (
        "Có một điều về {dish} mà ít người để ý lắm.",
        "Khoan, đừng lướt, món {dish} này lạ lắm.",
        "Mình không nghĩ {dish} lại có thể ngon tới mức này.",
    ),
    "Kể chuyện": (
        "Hồi nhỏ mỗi lần được điểm tốt là mẹ lại làm {dish} cho mình.",
        "Chuyện là hôm qua có người bạn rủ mình đi ăn {dish}.",
    ),
    "Đặt câu hỏi": (
        "Mọi người có thích ăn {dish} không?",
        "Đố mọi người biết {dish} này giá bao nhiêu?",
    ),
    "Phản hồi bình luận": ("Có bạn hỏi mình về {dish} nên hôm nay mình trả lời đây.",),
    "Khuyến mãi": ("Hôm nay {dish} đang được giảm giá nè mọi người.",),
    "Giật tít": ("Đừng ăn {dish} nếu chưa xem hết video này.",),
}
ENDINGS: Final = {
    "Mời trải nghiệm": ("Mọi người ăn thử rồi cho mình biết nha.", "Ai ở gần thì ghé thử nhé."),
    "Comment": ("Bình luận cho mình biết món tiếp theo nha.",),
    "Xem tiếp": ("Phần sau mình kể tiếp nhé.",),
    "Follow": ("Nhớ theo dõi kênh để không bỏ lỡ món mới nha.",),
    "Liên hệ": ("Ai muốn đặt thì nhắn cho mình nhé.",),
    "Lưu lại": ("Lưu video lại để cuối tuần làm nha.",),
    "Share": ("Gửi video này cho người bạn muốn rủ đi ăn nha.",),
    "Khác": ("Chúc cả nhà ăn ngon miệng.",),
}

_TASTE: Final = (
    "Ăn vào là thấy đậm đà liền.",
    "Vị chua ngọt vừa phải, không bị gắt.",
    "Nói chung là ngon, mà phần hơi ít.",
    "Cay nhẹ thôi, ai không ăn cay vẫn ăn được.",
    "Thơm lắm luôn mọi người ơi.",
    "Nguyên liệu tươi, nhìn là biết.",
    "Mình cho món này tám điểm trên mười.",
    "Nếu bớt ngọt một chút thì mình thích hơn.",
    "Trời ơi, mọi người nhìn nè.",
    "Ăn cùng bạn bè thì vui hơn.",
    "Càng ăn càng thấy cuốn.",
    "Nói thật là hơi đậm so với khẩu vị của mình.",
)
TALK: Final = {
    COOKING.category: (
        "Đầu tiên mình sơ chế nguyên liệu cho thật sạch.",
        "Mình cho vào một muỗng đường với một chút muối.",
        "Để khoảng ba mươi phút cho ngấm vị.",
        "Nguyên liệu thì ra chợ là có đủ nha.",
        "Để lửa vừa thôi, lửa lớn quá là cháy.",
        "Canh giờ cho đúng, lâu quá là mất ngon.",
        "Nêm nếm lại cho vừa miệng nhà mình.",
        "Bí quyết là cho thêm một chút nước dừa.",
        "Món {dish} này trẻ con trong nhà cũng thích.",
        "Dọn ra là cả nhà ngồi vào ăn liền.",
        "Ai không có nồi chiên thì dùng chảo cũng được.",
        "Cuối cùng bày ra đĩa cho đẹp.",
        *_TASTE,
    ),
    RESTAURANTS.category: (
        "Quán này nằm {where} nha mọi người.",
        "Quán nhỏ thôi mà lúc nào cũng kín bàn.",
        "Một phần {dish} ở đây khoảng năm mươi nghìn.",
        "Cô chủ dễ thương lắm, hỏi gì cũng cười.",
        "Mình gọi thêm một phần nữa để ăn cho đã.",
        "Chỗ để xe hơi chật, mọi người để ý nha.",
        "Nước chấm là quán tự pha.",
        "Đi buổi chiều thì vắng hơn, buổi tối phải chờ.",
        "Không gian thoáng, có quạt, ngồi ngoài trời cũng mát.",
        "Hai người ăn hết khoảng một trăm rưỡi.",
        "Đồ ăn lên nhanh, chắc tầm mười phút.",
        "Mình quay lại lần thứ ba rồi đó.",
        *_TASTE,
    ),
    PRODUCTS.category: (
        "Bao bì nhìn cũng bắt mắt ha.",
        "Một gói như vầy giá hơn hai chục nghìn.",
        "Mình đọc thành phần trước cho chắc.",
        "Mở ra là thấy mùi thơm liền.",
        "Loại này của {brand}, mình mua ở cửa hàng gần nhà.",
        "Ăn một gói là vừa, ăn hai gói thì ngán.",
        "So với loại cũ thì loại này ít dầu hơn.",
        "Ăn vặt lúc làm việc thì hợp.",
        "Mình ăn không thì thấy hơi ngán, kèm trà là vừa.",
        "Nếu có giảm giá thì mình sẽ mua lại.",
        *_TASTE,
    ),
    MUKBANG.category: (
        "Mâm hôm nay có {dish}, có rau, có nước ngọt.",
        "Miếng này to lắm mọi người ơi.",
        "Để mình chấm thêm sốt nha.",
        "Khoan, cho mình xin ly nước.",
        "Mình ăn từ từ thôi, không vội.",
        "Ai đang ăn cơm thì ăn cùng mình nha.",
        "Cái này phải ăn bằng tay mới ngon.",
        "Còn nửa mâm nữa, cố lên.",
        "Sốt này chấm gì cũng ngon.",
        "No rồi mà vẫn muốn ăn tiếp.",
        *_TASTE,
    ),
}
TAKEAWAYS: Final = (
    "{Dish} là món chính của video.",
    "Người nói thích vị của {dish}.",
    "Món ăn hợp với cả gia đình.",
    "Giá ở mức dễ chịu.",
    "Nên ăn cùng bạn bè.",
    "Có thể tự làm tại nhà với nguyên liệu dễ tìm.",
)
