"""The contract of the published datasets: what each column is, its unit and where it comes from.

`docs/data-dictionary.md` is generated from here, and no version is published whose files differ.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

SCHEMA_VERSION = 1

_TEXT = pa.string()
_WHOLE = pa.int64()
_SMALL = pa.int32()
_REAL = pa.float64()
_FLAG = pa.bool_()
_DAY = pa.date32()
_INSTANT = pa.timestamp("us", tz="UTC")
_TEXTS = pa.list_(pa.string())


@dataclass(frozen=True)
class Column:
    """One column.

    Attributes:
        name: Plain English, the same word everywhere.
        type: Arrow type.
        meaning: In Vietnamese, for the data dictionary and the dashboard.
        unit: Of the number, where it has one.
        source: The field or formula it comes from.
        nullable: Whether a value may be missing.
    """

    name: str
    type: pa.DataType
    meaning: str
    unit: str = ""
    source: str = ""
    nullable: bool = True


@dataclass(frozen=True)
class Reference:
    """Every value of `column` that is not missing is found in `dataset.target`."""

    column: str
    dataset: str
    target: str


@dataclass(frozen=True)
class Dataset:
    """One published table.

    Attributes:
        name: The file is `<name>.parquet`.
        meaning: What one row is, in Vietnamese.
        key: Columns that identify a row, in the order in which rows are sorted.
        columns: In the order of the file.
        references: Foreign keys; what is missing refers to nothing.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()

    @property
    def arrow(self) -> pa.Schema:
        """The exact Arrow schema of the file."""
        return pa.schema([(column.name, column.type) for column in self.columns])


_VIDEO_ID = Column("video_id", _TEXT, "Mã video (chữ, không phải số)", source="id", nullable=False)
_OF_VIDEO = (Reference("video_id", "videos", "video_id"),)
_COLLECTED_AT = Column(
    "collected_at", _INSTANT, "Thời điểm thu thập (UTC)", source="collectTime", nullable=False
)
_SOURCE = Column(
    "source",
    _TEXT,
    "Nguồn: model (mô hình) hoặc offline (từ điển, không cần mô hình)",
    nullable=False,
)

_COUNTS = (
    Column("plays", _WHOLE, "Lượt xem", "lượt", "statsV2.playCount", False),
    Column("likes", _WHOLE, "Lượt thích", "lượt", "statsV2.diggCount", False),
    Column("comments", _WHOLE, "Bình luận", "lượt", "statsV2.commentCount", False),
    Column("shares", _WHOLE, "Chia sẻ", "lượt", "statsV2.shareCount", False),
    Column("saves", _WHOLE, "Lượt lưu", "lượt", "statsV2.collectCount", False),
)

_VIDEOS = Dataset(
    "videos",
    "Một dòng là một video, theo lần thu thập mới nhất.",
    ("video_id",),
    (
        _VIDEO_ID,
        Column(
            "creator", _TEXT, "TikToker (tên tài khoản)", source="author.uniqueId", nullable=False
        ),
        Column(
            "creator_tier",
            _TEXT,
            "Nhóm người theo dõi của TikToker: low, middle, high",
            source="creators.tier",
        ),
        Column("caption", _TEXT, "Mô tả video, Unicode NFC", source="desc", nullable=False),
        Column("posted_at", _INSTANT, "Thời điểm đăng (UTC)", source="createTime", nullable=False),
        Column("posted_date", _DAY, "Ngày đăng, giờ Việt Nam", source="createTime", nullable=False),
        Column("posted_hour", _SMALL, "Giờ đăng, giờ Việt Nam", "0–23", "createTime", False),
        Column(
            "posted_weekday", _SMALL, "Thứ: 1 = thứ Hai … 7 = Chủ nhật", "1–7", "createTime", False
        ),
        Column("posted_month", _SMALL, "Tháng đăng, giờ Việt Nam", "1–12", "createTime", False),
        Column("posted_year", _SMALL, "Năm đăng, giờ Việt Nam", "", "createTime", False),
        Column(
            "year_week",
            _TEXT,
            "Tuần ISO theo giờ Việt Nam, ví dụ Y2024_W08",
            source="createTime",
            nullable=False,
        ),
        Column("week_start", _DAY, "Thứ Hai của tuần ISO", source="createTime", nullable=False),
        Column("duration_s", _REAL, "Thời lượng; trống với bài ảnh", "giây", "video.duration"),
        Column(
            "is_photo", _FLAG, "Bài đăng ảnh", source="imagePost, hoặc thời lượng 0", nullable=False
        ),
        Column("image_count", _SMALL, "Số ảnh của bài ảnh", "ảnh", "imagePost.images"),
        *_COUNTS,
        Column("reposts", _WHOLE, "Lượt đăng lại", "lượt", "statsV2.repostCount"),
        Column(
            "engagement_rate",
            _REAL,
            "Tỷ lệ tương tác; trống khi chưa có lượt xem",
            "tỷ lệ 0–1 trên lượt xem",
            "(likes + comments + shares + saves) / plays",
        ),
        Column(
            "engagement_rate_public",
            _REAL,
            "Tỷ lệ tương tác kiểu Creator Marketplace (không tính lượt lưu)",
            "tỷ lệ trên lượt xem",
            "(likes + comments + shares) / plays",
        ),
        Column(
            "engagement_rate_by_followers",
            _REAL,
            "Tỷ lệ tương tác trên người theo dõi",
            "tỷ lệ trên người theo dõi",
            "(likes + comments + shares + saves) / followers",
        ),
        Column(
            "hashtags",
            _TEXTS,
            "Hashtag trong mô tả, chữ thường, không có #",
            source="desc",
            nullable=False,
        ),
        Column("hashtag_count", _SMALL, "Số hashtag", "hashtag", "desc", False),
        Column(
            "weekly_score",
            _REAL,
            "Điểm tuần",
            "0–100",
            "100 × (0,40·plays + 0,25·likes + 0,15·shares + 0,10·comments + 0,10·engagement_rate), "
            "mỗi phần chuẩn hoá min–max trong tuần ISO",
            False,
        ),
        Column(
            "weekly_rank",
            _WHOLE,
            "Thứ hạng trong tuần theo điểm tuần",
            "1 = cao nhất",
            "weekly_score",
            False,
        ),
        Column(
            "is_weekly_top",
            _FLAG,
            "Thuộc nhóm đầu tuần: 20 % cao nhất, ít nhất 100 video nếu tuần có đủ",
            source="weekly_rank",
            nullable=False,
        ),
        Column(
            "outlier_ratio",
            _REAL,
            "Gấp bao nhiêu lần mức thường của chính TikToker; trống khi không có video nào khác",
            "lần",
            "plays / trung vị plays của các video khác (không tính video ghim)",
        ),
        Column("is_pinned", _FLAG, "Video được ghim", source="isPinnedItem", nullable=False),
        Column("is_ad", _FLAG, "TikTok đánh dấu quảng cáo", source="isAd", nullable=False),
        Column(
            "is_shop",
            _FLAG,
            "Gắn giỏ hàng hoặc liên kết shop",
            source="isECVideo, anchors",
            nullable=False,
        ),
        Column(
            "has_ad_signs",
            _FLAG,
            "Có dấu hiệu quảng cáo (không phải bằng chứng)",
            source="isAd, isECVideo, anchors, chữ công bố trong mô tả",
            nullable=False,
        ),
        Column("music_id", _TEXT, "Mã âm thanh", source="music.id"),
        Column("music_title", _TEXT, "Tên âm thanh", source="music.title"),
        Column("music_author", _TEXT, "Tác giả âm thanh", source="music.authorName"),
        Column("music_is_original", _FLAG, "Âm thanh gốc của người đăng", source="music.original"),
        Column("text_language", _TEXT, "Ngôn ngữ của mô tả do TikTok đoán", source="textLanguage"),
        Column(
            "province",
            _TEXT,
            "Tỉnh thành chính của video (tên trước 1/7/2025)",
            source="video_places",
        ),
        Column(
            "region", _TEXT, "Miền của tỉnh thành chính: Bắc, Trung, Nam", source="video_places"
        ),
        Column("word_count", _SMALL, "Số từ của lời thoại", "từ", "transcript"),
        Column("words_per_second", _REAL, "Tốc độ nói", "từ/giây", "word_count / duration_s"),
        Column("snapshots", _WHOLE, "Số lần thu thập video này", "lần", "video_history", False),
        Column("url", _TEXT, "Liên kết TikTok", source="creator, video_id", nullable=False),
        _COLLECTED_AT,
    ),
    (Reference("creator", "creators", "creator"),),
)

_PER_VIDEO = ("plays", "likes", "comments", "shares", "saves", "engagement_rate")
_PER_VIDEO_WORDS = {
    "plays": "lượt xem",
    "likes": "lượt thích",
    "comments": "bình luận",
    "shares": "chia sẻ",
    "saves": "lượt lưu",
    "engagement_rate": "tỷ lệ tương tác",
}


def per_video_metrics() -> tuple[str, ...]:
    """Returns the metrics that `creators` has a mean and a median of."""
    return _PER_VIDEO


_CREATORS = Dataset(
    "creators",
    "Một dòng là một TikToker, theo lần thu thập mới nhất.",
    ("creator",),
    (
        Column("creator", _TEXT, "Tên tài khoản", source="uniqueId", nullable=False),
        Column("nickname", _TEXT, "Tên hiển thị", source="nickname"),
        Column("bio", _TEXT, "Giới thiệu, số điện thoại đã che", source="signature"),
        Column(
            "booking_note",
            _TEXT,
            "Giới thiệu nói gì về booking: refuses (không nhận), offers (có liên hệ)",
            source="signature",
        ),
        Column("followers", _WHOLE, "Người theo dõi", "người", "stats.followerCount"),
        Column("following", _WHOLE, "Đang theo dõi", "người", "stats.followingCount"),
        Column("hearts", _WHOLE, "Tổng lượt thích của kênh", "lượt", "stats.heartCount"),
        Column("video_count", _WHOLE, "Số video của kênh theo TikTok", "video", "stats.videoCount"),
        Column("verified", _FLAG, "Có tích xanh", source="verified"),
        Column("is_seller", _FLAG, "Có TikTok Shop", source="ttSeller"),
        Column(
            "is_business", _FLAG, "Tài khoản doanh nghiệp", source="commerceUserInfo.commerceUser"
        ),
        Column(
            "has_profile",
            _FLAG,
            "Có tệp hồ sơ riêng, không chỉ thông tin kèm video",
            nullable=False,
        ),
        Column(
            "tier",
            _TEXT,
            "Nhóm người theo dõi: low, middle, high",
            source="ngưỡng ở bách phân vị 33 và 66 của followers",
        ),
        Column("videos_collected", _WHOLE, "Số video đã thu thập", "video", "videos", False),
        *(
            Column(
                f"mean_{name}",
                _REAL,
                f"Trung bình {_PER_VIDEO_WORDS[name]} mỗi video",
                "",
                f"videos.{name}",
            )
            for name in _PER_VIDEO
        ),
        *(
            Column(
                f"median_{name}",
                _REAL,
                f"Trung vị {_PER_VIDEO_WORDS[name]} mỗi video, không tính video ghim",
                "",
                f"videos.{name}",
            )
            for name in _PER_VIDEO
        ),
        Column(
            "videos_per_week",
            _REAL,
            "Số video mỗi tuần, không tính video ghim",
            "video/tuần",
            "số video / max(1, (ngày cuối − ngày đầu + 1) / 7)",
        ),
        Column(
            "mean_hashtags",
            _REAL,
            "Trung bình số hashtag mỗi video",
            "hashtag",
            "videos.hashtag_count",
        ),
        Column(
            "mean_duration_s",
            _REAL,
            "Thời lượng trung bình, không tính bài ảnh",
            "giây",
            "videos.duration_s",
        ),
        Column(
            "first_posted_date",
            _DAY,
            "Ngày của video cũ nhất đã thu thập, không tính video ghim",
            source="videos.posted_date",
        ),
        Column(
            "last_posted_date",
            _DAY,
            "Ngày của video mới nhất đã thu thập",
            source="videos.posted_date",
        ),
        _COLLECTED_AT,
    ),
)

_VIDEO_HASHTAGS = Dataset(
    "video_hashtags",
    "Một dòng là một hashtag của một video.",
    ("video_id", "position"),
    (
        _VIDEO_ID,
        Column("position", _SMALL, "Thứ tự trong mô tả", "0 = đầu tiên", "desc", False),
        Column("hashtag", _TEXT, "Hashtag như đã viết, chữ thường", source="desc", nullable=False),
        Column(
            "hashtag_key", _TEXT, "Hashtag bỏ dấu, dùng để gộp", source="hashtag", nullable=False
        ),
    ),
    _OF_VIDEO,
)

_VIDEO_DISHES = Dataset(
    "video_dishes",
    "Một dòng là một món ăn của một video.",
    ("video_id", "dish"),
    (
        _VIDEO_ID,
        Column(
            "dish", _TEXT, "Món ăn, chữ thường", source="foods, hoặc từ điển món", nullable=False
        ),
        Column(
            "dish_group", _TEXT, "Nhóm món, học từ chính các tên món", source="dish", nullable=False
        ),
        _SOURCE,
    ),
    _OF_VIDEO,
)

_VIDEO_PLACES = Dataset(
    "video_places",
    "Một dòng là một nơi được nhắc tới trong một video.",
    ("video_id", "rank"),
    (
        _VIDEO_ID,
        Column("rank", _SMALL, "Thứ tự chắc chắn", "1 = nơi chính", "", False),
        Column(
            "province",
            _TEXT,
            "Tỉnh thành theo 63 tỉnh trước 1/7/2025",
            source="city, hoặc từ điển địa danh",
            nullable=False,
        ),
        Column(
            "province_now",
            _TEXT,
            "Tỉnh thành theo 34 tỉnh từ 1/7/2025",
            source="province",
            nullable=False,
        ),
        Column("region", _TEXT, "Miền: Bắc, Trung, Nam", source="province", nullable=False),
        Column(
            "district",
            _TEXT,
            "Quận, huyện, thị xã, thành phố cũ",
            source="district, hoặc từ điển địa danh",
        ),
        Column(
            "found_in",
            _TEXT,
            "Tìm thấy ở đâu: caption, hashtag, transcript, poi; trống nếu do mô hình",
        ),
        _SOURCE,
    ),
    _OF_VIDEO,
)

_TRANSCRIPTS = Dataset(
    "transcripts",
    "Một dòng là lời thoại của một video.",
    ("video_id",),
    (
        _VIDEO_ID,
        Column("transcript", _TEXT, "Lời thoại; trống khi video không có lời", source="transcript"),
        Column("hook", _TEXT, "Câu mở đầu", source="câu đầu của transcript"),
        Column("takeaways", _TEXTS, "Các ý chính", source="takeaways", nullable=False),
        Column("has_call_to_action", _FLAG, "Có kêu gọi hành động", source="has_call_to_action"),
        Column("has_curiosity_gap", _FLAG, "Có gợi tò mò", source="has_curiosity_gap"),
        Column("word_count", _SMALL, "Số từ", "từ", "transcript", False),
        Column("words_per_second", _REAL, "Tốc độ nói", "từ/giây", "word_count / duration_s"),
    ),
    _OF_VIDEO,
)

_VIDEO_LABELS = Dataset(
    "video_labels",
    "Một dòng là một nhãn nội dung của một video (dạng dài).",
    ("video_id", "field", "label"),
    (
        _VIDEO_ID,
        Column(
            "field",
            _TEXT,
            "Trường: categories, structure_style, hook_type, tone_of_voice, pacing, cta_type, …",
            nullable=False,
        ),
        Column("label", _TEXT, "Nhãn", nullable=False),
    ),
    _OF_VIDEO,
)

_VIDEO_LOCAL_LABELS = Dataset(
    "video_local_labels",
    "Một dòng là một nhãn nội dung do bộ phân loại học tại máy đoán, ở video chưa có nhãn trong "
    "video_labels; không phải câu trả lời của mô hình, và bảng phân tích không dùng.",
    ("video_id", "field", "label"),
    (
        _VIDEO_ID,
        Column("field", _TEXT, "Trường, như video_labels", nullable=False),
        Column("label", _TEXT, "Nhãn", nullable=False),
        Column(
            "confidence",
            _REAL,
            "Xác suất trùng với nhãn của mô hình, ước lượng trên TikToker không dùng để học",
            "0–1",
            "etl enrich labels",
            False,
        ),
    ),
    _OF_VIDEO,
)

_VIDEO_HISTORY = Dataset(
    "video_history",
    "Một dòng là một lần thu thập một video.",
    ("video_id", "collected_at"),
    (_VIDEO_ID, _COLLECTED_AT, *_COUNTS),
    _OF_VIDEO,
)

_CREATOR_HISTORY = Dataset(
    "creator_history",
    "Một dòng là số liệu của một TikToker trong một ngày thu thập (lần cuối trong ngày).",
    ("creator", "collected_at"),
    (
        Column("creator", _TEXT, "Tên tài khoản", source="uniqueId", nullable=False),
        _COLLECTED_AT,
        Column("followers", _WHOLE, "Người theo dõi", "người", "followerCount"),
        Column("following", _WHOLE, "Đang theo dõi", "người", "followingCount"),
        Column("hearts", _WHOLE, "Tổng lượt thích của kênh", "lượt", "heartCount"),
        Column("video_count", _WHOLE, "Số video của kênh", "video", "videoCount"),
    ),
    (Reference("creator", "creators", "creator"),),
)

_ALERTS = Dataset(
    "alerts",
    "Một dòng là một cảnh báo: điều vừa thay đổi mà nên xem.",
    ("kind", "subject"),
    (
        Column(
            "kind",
            _TEXT,
            "Loại: breakout_video, growing_video, rising_dish, rising_hashtag, rising_sound, "
            "creator_rise, creator_fall, followers_rise, followers_fall, silent_creator, "
            "stale_videos, stale_creators, empty_creators, empty_landing, quarantine, fewer_rows",
            nullable=False,
        ),
        Column(
            "subject",
            _TEXT,
            "Về cái gì: video_id, dish_group, hashtag_key, music_id, creator, tên bộ dữ liệu hoặc "
            "loại tệp",
            nullable=False,
        ),
        Column("name", _TEXT, "Tên để đọc của subject", nullable=False),
        Column("creator", _TEXT, "TikToker liên quan; trống khi không của riêng ai"),
        Column(
            "severity",
            _TEXT,
            "Mức: high (quan trọng), medium (đáng chú ý), low (để biết)",
            source="size",
            nullable=False,
        ),
        Column(
            "rank",
            _SMALL,
            "Thứ tự quan trọng",
            "1 = quan trọng nhất",
            "severity, is_new, rồi size so với ngưỡng cao nhất của loại",
            False,
        ),
        Column("size", _REAL, "Lớn cỡ nào", "theo cột unit", "value so với baseline", False),
        Column("unit", _TEXT, "Đơn vị của size: lần, ngày, tỷ lệ (0–1)", nullable=False),
        Column("value", _REAL, "Số đo được", nullable=False),
        Column("baseline", _REAL, "Số bình thường hoặc chờ đợi", nullable=False),
        Column("n", _WHOLE, "Cỡ mẫu phía sau, evidence nói là của cái gì", nullable=False),
        Column(
            "q_value",
            _REAL,
            "Ước lượng tỷ lệ báo nhầm trong các cảnh báo cùng loại ít nhất chắc chừng ấy; trống "
            "khi không có kiểm định",
            "tỷ lệ 0–1",
            "Benjamini–Hochberg",
        ),
        Column("since", _DAY, "Ngày đầu của khoảng được nói tới, giờ Việt Nam", nullable=False),
        Column("until", _DAY, "Ngày cuối", nullable=False),
        Column(
            "is_new",
            _FLAG,
            "Chưa có trong phiên bản trước; đúng khi không có phiên bản trước để so",
            nullable=False,
        ),
        Column("evidence", _TEXT, "Câu nêu bằng chứng, tiếng Việt", nullable=False),
    ),
    (Reference("creator", "creators", "creator"),),
)


def datasets() -> tuple[Dataset, ...]:
    """Returns all published datasets."""
    return (
        _VIDEOS,
        _CREATORS,
        _VIDEO_HASHTAGS,
        _VIDEO_DISHES,
        _VIDEO_PLACES,
        _TRANSCRIPTS,
        _VIDEO_LABELS,
        _VIDEO_LOCAL_LABELS,
        _VIDEO_HISTORY,
        _CREATOR_HISTORY,
        _ALERTS,
    )


def dataset(name: str) -> Dataset:
    """Returns one dataset by name.

    Raises:
        KeyError: Where there is none.
    """
    return {dataset.name: dataset for dataset in datasets()}[name]


_VIDEO_KEY = Column(
    "video_key",
    _SMALL,
    "Số thứ tự của video theo thời điểm đăng, từ 0",
    source="posted_at, video_id",
    nullable=False,
)
_FACTS = (
    "creator",
    "creator_tier",
    "posted_date",
    "week_start",
    "duration_s",
    *_PER_VIDEO,
    "engagement_rate_public",
    "engagement_rate_by_followers",
    "is_pinned",
    "is_weekly_top",
    "province",
    "region",
)
_WITH_FACTS = ("video_hashtags", "video_dishes", "video_places", "video_labels")


def served_columns(name: str) -> tuple[Column, ...]:
    """Returns the columns of a table of the served file: the contract's, then those added to it.

    Videos and their details have a number that is small and ordered by time. Details that are
    counted and compared also have their video's facts, so that no page has to join them.

    Raises:
        KeyError: Where there is no such dataset.
    """
    columns = dataset(name).columns
    if _VIDEO_ID not in columns:
        return columns
    own = {column.name for column in columns}
    facts = _FACTS if name in _WITH_FACTS else ()
    added = (
        column for column in _VIDEOS.columns if column.name in facts and column.name not in own
    )
    return (*columns, _VIDEO_KEY, *added)
