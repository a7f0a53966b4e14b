"""What the page of collecting says besides numbers: what to do, how to run it, what is allowed."""

from __future__ import annotations

from typing import Final

from etl.collect.outcomes import Outcome

ADVICE: Final = {
    Outcome.COMPLETE: ("TikTok đã đưa hết danh sách video.", "Không cần làm gì."),
    Outcome.LIMITED: (
        "Dừng đúng chỗ bạn đặt bằng --max, --since hoặc --days.",
        "Bỏ giới hạn nếu cần nhiều hơn.",
    ),
    Outcome.SHORT: (
        "TikTok đưa ít hơn hẳn số video mà chính TikTok đếm.",
        "Chạy lại lúc khác; đừng coi là đủ.",
    ),
    Outcome.EMPTY: ("Tài khoản có thật và chưa đăng gì.", "Không cần làm gì."),
    Outcome.PRIVATE: (
        "Chỉ người theo dõi xem được.",
        "Bỏ khỏi danh sách: chỉ thu thập dữ liệu công khai.",
    ),
    Outcome.GONE: (
        "TikTok báo không có tài khoản hay hashtag này.",
        "Sửa tên, hoặc bỏ khỏi danh sách.",
    ),
    Outcome.BLOCKED: (
        "TikTok từ chối dù đã thử lại: captcha, trả lời rỗng hoặc lỗi.",
        "Đợi vài giờ, giảm nhịp (COLLECT_REQUESTS_PER_MINUTE), thêm MS_TOKENS hoặc COLLECT_PROXIES "
        "rồi chạy lại: phần đã có được giữ.",
    ),
    Outcome.INTERRUPTED: ("Bạn hoặc máy đã dừng giữa chừng.", "Chạy lại: phần đã có được giữ."),
}
"""By outcome: what it means, and what to do."""

STEPS: Final = (
    (
        "Cài một lần",
        "pip install -r requirements-collect.txt",
        "Cần thêm Chromium để thu thập và FFmpeg để tách tiếng.",
    ),
    (
        "Thu thập TikToker",
        "python -m etl collect users --file danh_sach.txt --days 90",
        "Mỗi dòng của tệp một tên tài khoản. Dừng lúc nào cũng được; chạy lại thì đi tiếp.",
    ),
    (
        "Thu thập hashtag",
        "python -m etl collect hashtag ancungtiktok --max 500",
        "Video dưới một hashtag, của bất kỳ ai.",
    ),
    (
        "Tìm TikToker mới",
        "python -m etl discover --industry food",
        "Từ hashtag của ngành đến danh sách TikToker đủ lớn, đúng ngành, nói tiếng Việt.",
    ),
    (
        "Xem tình trạng",
        "python -m etl collect status",
        "Đã thu thập ai, bao lâu rồi, lần gần nhất ra sao.",
    ),
    (
        "Đưa vào bảng phân tích",
        "python -m etl run",
        "Đọc tệp mới và công bố một phiên bản; trang này tự mở phiên bản mới.",
    ),
    (
        "Tải âm thanh",
        "python -m etl media --kind audio",
        "Của nhóm video đầu tuần, để chép lời thoại.",
    ),
    (
        "Xoá một TikToker",
        "python -m etl forget TÀI_KHOẢN",
        "Khỏi mọi tệp và mọi phiên bản; lần thu thập và lần chạy sau sẽ bỏ qua.",
    ),
)
"""What is done, the command, what one must know of it."""

RULES: Final = (
    (
        "Chỉ dữ liệu công khai",
        "Không đăng nhập, không vượt tài khoản riêng tư. Điều khoản của TikTok hạn chế thu thập tự "
        "động: hãy tự xem việc của bạn có được phép không, nhất là khi bán số liệu.",
    ),
    (
        "Dữ liệu cá nhân",
        "Tên tài khoản, ảnh và lời nói là dữ liệu cá nhân theo Luật Bảo vệ dữ liệu cá nhân "
        "(91/2025/QH15): giữ đúng mục đích và không đăng lại. Số điện thoại trong giới thiệu đã "
        "được che.",
    ),
    (
        "Yêu cầu xoá",
        "Khi một người yêu cầu, chạy lệnh xoá ở trên. Phiên bản cũ cũng bị xoá. Bản sao lưu, tệp "
        "đã gửi đi, bộ nhớ đệm ở máy khác và kịch bản lưu trong trình duyệt phải tự xoá.",
    ),
    (
        "TikTok có thể từ chối",
        "TikTok thay đổi thường xuyên và có thể trả lời rỗng. Khi đó trang này ghi “bị chặn”, "
        "không bao giờ ghi là “không có video”.",
    ),
    (
        "Đi chậm",
        "Mặc định 20 yêu cầu mỗi phút. Nhanh hơn thì dễ bị chặn, và làm phiền máy chủ của người "
        "khác.",
    ),
)
"""What is allowed and what must be known."""
