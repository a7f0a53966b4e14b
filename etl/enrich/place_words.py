"""Words around a place name that tell what it is doing there."""

from __future__ import annotations

from etl.enrich.place_names import words_of

# Before a street's name.
ADDRESS_WORDS = frozenset(
    words_of(
        "đường phố ngõ ngách hẻm kiệt phường xã trấn khu cư số quận huyện q p đc chỉ ngã đ "
        "duong pho ngo hem phuong so"
    )
)
# Before a name that is somebody's or something's origin, not where the video is.
ORIGIN_WORDS = frozenset(
    words_of(
        "người dân gốc kiểu vị style sản chuẩn từ quê hương chị anh cô bà ông em bác chú bạn "
        "gái trai giọng tiếng tỏi tiêu mận hành đào tên chuyến xe vé nguoi dan goc kieu tu que"
    )
)
# Before a name that is a person's, or a street's named after one.
SURNAMES = frozenset(
    words_of(
        "nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh lâm trịnh "
        "mai cao đoàn trương tô tạ lương đào"
    )
)
# Shortly before a name that is part of a dish's: "bún bò Huế".
DISH_WORDS = frozenset(
    words_of(
        "bún phở mì mỳ bánh nem chả cơm xôi chè kẹo mắm bò gà vịt heo lợn cá ốc lẩu cháo tiếu "
        "tíu gỏi trà phê bia rượu nhãn bưởi cam xoài mực tôm cua ghẹ miến canh giò tré nước kem "
        "sữa tương muối ớt chuối dừa cốm bê dê nướng giả pate thịt lạp xưởng ram cuốn tráng xèo "
        "tấm bột đặc sản bun pho mi banh com che lau chao"
    )
)
# What a place's name may begin with; not always written with a capital.
COMMON_NOUNS = frozenset(
    words_of(
        "chợ đêm hoa cầu chùa hồ biển núi sông phố cổ đi bộ ngã tư năm sáu ba bến xe đảo cửa "
        "khẩu nhà thờ bãi làng đèo thác đồi vịnh rừng vườn ga cư xá khu công viên bán đường đại "
        "học đầu mối nổi xã miếu tháp lăng đền hang hòn cồn cù lao suối vòng xoay xa lộ quận q "
        "huyện h thị tx thành tp tỉnh t p trấn district quan"
    )
)
# Between a dish and a name, these make the name a place again.
HERE_WORDS = frozenset(
    words_of(
        "ở tại trong ngoài về đến tới ra vào lên xuống đi có là từ khu quận giữa khắp lòng "
        "thành tp quán tiệm nhất này đất o tai nơi gần quanh ngay ghé qua sang"
    )
)
# Followed by a full stop that ends no sentence: "Q. Bình Thạnh".
ABBREVIATIONS = frozenset(words_of("q p h tx tp t đ đc tt"))
