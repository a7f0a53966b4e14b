"""A published version of made-up videos in any number, for measuring the dashboard.

Every figure is a hash of the video's number and of what the figure is, so that a seed gives the
same data on any number of threads. The sizes follow collected data: plays are log-normal around
their creator's level, counts are rounded as TikTok rounds them, hashtags follow Zipf's law.
"""

from __future__ import annotations

from pathlib import Path
from shutil import rmtree
from string import Template

import duckdb
import pyarrow.parquet as pq

from etl.alerts.build import NAME as ALERTS
from etl.alerts.build import build_alerts
from etl.home import Home
from etl.publish.manifest import Manifest, Quarantined, write_manifest
from etl.publish.serving import build_serving
from etl.publish.versions import announce, make_announced_current
from etl.run import reference_folder
from etl.schema import SCHEMA_VERSION, datasets, per_video_metrics
from etl.transform.engines import EngineName, open_engine

_VERSION = "20250320T030000Z-5e7d0000"
_ROW_GROUP = 122_880
_LABELLED_SHARE, _LABELLED_MOST = 0.3, 500_000
_LABELS = {
    "categories": ("Nấu ăn", "Review sản phẩm ăn uống", "Review quán ăn", "Mukbang")
    + ("Không liên quan ẩm thực",),
    "cta_type": ("Mời trải nghiệm", "Comment", "Follow", "Xem tiếp", "Liên hệ", "Lưu lại")
    + ("Share", "Khác"),
    "has_cta": ("Không", "Có"),
    "hook_type": ("Vào thẳng vấn đề", "Gây tò mò", "Kể chuyện", "Đặt câu hỏi", "Giật tít")
    + ("Phản hồi bình luận", "Khuyến mãi"),
    "main_content_focus": ("Cảm nhận trải nghiệm", "Món ăn", "Sản phẩm ăn uống", "Quán ăn")
    + ("Công thức nấu ăn",),
    "pacing": ("Thay đổi", "Nhanh", "Chậm"),
    "structure_style": ("Review trải nghiệm", "Hướng dẫn", "Kể chuyện", "Review mô tả", "So sánh")
    + ("Kịch hóa", "Chia sẻ thông tin", "Phỏng vấn"),
    "tone_of_voice": ("Thân mật", "Hào hứng", "Hài hước", "Ngạc nhiên", "Trung lập"),
}
_SEVERAL = ("categories", "main_content_focus", "structure_style", "tone_of_voice")
"""Fields of which a video may have two labels."""

_MACROS = """
CREATE MACRO uniform(n, what) AS
    (hash(xor(n::UBIGINT, hash(what || '$seed')))::DOUBLE + 1) / 18446744073709551617.0;
CREATE MACRO normal(n, what) AS
    sqrt(-2 * ln(uniform(n, what))) * cos(2 * pi() * uniform(n, what || ' angle'));
CREATE MACRO zipf(n, what, most) AS pow(most, uniform(n, what))::INTEGER;
CREATE MACRO below(most, n, what) AS floor(most * uniform(n, what))::INTEGER;
CREATE MACRO one_of(list, n, what) AS list[1 + below(len(list), n, what)];
CREATE MACRO shown(count) AS CASE
    WHEN count < 1e4 THEN count::BIGINT
    WHEN count < 1e6 THEN (count / 1e2)::BIGINT * 100
    ELSE (count / 1e5)::BIGINT * 100000 END;
CREATE MACRO word(n) AS (['bún', 'phở', 'bánh mì', 'chè', 'gỏi', 'lẩu', 'cơm tấm', 'xôi', 'mì',
    'miến', 'cháo', 'hủ tiếu', 'nem', 'chả', 'bánh xèo', 'ốc', 'trà sữa', 'cà phê', 'kem', 'bò kho'
    ])[1 + n % 20];
CREATE MACRO dish_group(n) AS word(n % 60) || ' ' || (['bò', 'gà', 'chay'])[1 + n % 60 // 20];
CREATE MACRO dish_name(n) AS dish_group(n) || (['', ' nướng', ' cay', ' sốt me', ' đặc biệt',
    ' truyền thống', ' phô mai'])[1 + n // 60];
CREATE MACRO folded(words) AS replace(strip_accents(words), 'đ', 'd');
CREATE MACRO joined(words) AS replace(words, ' ', '');
CREATE MACRO creator_name(n) AS joined(folded(word(n))) || 'mau' || n;
CREATE MACRO hashtag(n) AS CASE
    WHEN n <= 5 THEN (['fyp', 'xuhuong', 'ancungtiktok', 'ẩmthực', 'reviewdoan'])[n]
    WHEN n % 40 = 0 THEN creator_name(n // 40 % $creators)
    ELSE joined(word(n)) || n END;
"""

_PROFILES = """
CREATE TABLE profiles AS
SELECT *, CASE WHEN followers < quantile_cont(followers, 0.33) OVER () THEN 'low'
    WHEN followers < quantile_cont(followers, 0.66) OVER () THEN 'middle' ELSE 'high' END AS tier
FROM (
    SELECT n AS profile, creator_name(n) AS creator, 12.8 + 0.6 * normal(n, 'level') AS level,
        shown(exp(12.6 + 1.3 * normal(n, 'followers'))) AS followers
    FROM range($creators) r(n)
);
"""

_PROVINCES = """
CREATE TABLE provinces AS
SELECT province, province_now, region, row_number() OVER (ORDER BY coalesce(list_position(
    ['Hồ Chí Minh', 'Hà Nội', 'Đà Nẵng', 'Cần Thơ', 'Hải Phòng'], province), 9), code) AS place
FROM read_csv('$provinces', types = {'code': 'VARCHAR'});
"""

# Sorted by time, and with it by id, as the files of a version are.
_POSTS = """
CREATE TABLE posts AS
WITH days AS (
    SELECT n, DATE '2025-03-19' - below(731, n, 'day') AS day,
        one_of([7, 8, 9, 10, 10, 11, 11, 11, 11, 11, 12, 12, 13, 14, 15, 15, 16, 16, 16, 17, 17,
            17, 17, 18, 18, 18, 18, 18, 19, 19, 19, 19, 19, 20, 20, 20, 20, 21, 21, 22, 23,
            below(24, n, 'any hour')], n, 'hour') AS hour
    FROM range($videos) r(n)
), times AS (
    SELECT n, day + to_hours(hour) + to_seconds(below(3600, n, 'second')) AS local
    FROM days
)
SELECT n, local, ((epoch(local)::BIGINT - 25200) * 4294967296 + n)::VARCHAR AS video_id,
    floor($creators * pow(uniform(n, 'creator'), 1.4))::INTEGER AS profile,
    uniform(n, 'photo') < 0.02 AS is_photo,
    uniform(n, 'pinned') < 0.002 AS is_pinned,
    uniform(n, 'labelled') < $labelled AS is_labelled,
    CASE WHEN NOT is_photo
        THEN greatest(3, exp(4.4 + 0.7 * normal(n, 'duration'))::INTEGER)::DOUBLE END AS duration_s,
    list_distinct([hashtag(zipf(n * 8 + p, 'hashtag', 20000))
        for p in range(below(7, n, 'hashtags'))]) AS hashtags,
    list_distinct([dish_name(zipf(n * 8 + p, 'dish', 400))
        for p in range(one_of([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3],
            n, 'dishes'))]) AS dishes,
    CASE WHEN uniform(n, 'place') < 0.25 THEN zipf(n, 'province', 63) END AS place
FROM times ORDER BY local, n;
"""

_COUNTS = """
CREATE TABLE counts AS
WITH viewed AS (
    SELECT n, profile, is_pinned, strftime(local, 'Y%G_W%V') AS year_week,
        shown(exp(level + 0.75 * normal(n, 'plays') + 0.12 * cos((hour(local) - 19) * pi() / 12)
            + CASE WHEN isodow(local) > 5 THEN 0.06 ELSE 0 END)) AS plays
    FROM posts JOIN profiles USING (profile)
), reacted AS (
    SELECT *, shown(least(plays, plays * exp(-3.5 + 0.55 * normal(n, 'likes')))) AS likes,
        shown(plays * exp(-8.1 + 0.7 * normal(n, 'comments'))) AS comments,
        shown(plays * exp(-7.2 + 1.3 * normal(n, 'shares'))) AS shares,
        shown(plays * exp(-6.4 + 0.8 * normal(n, 'saves'))) AS saves,
        likes + comments + shares + saves AS engagements, engagements / nullif(plays, 0) AS rate
    FROM viewed
), weeks AS (
    SELECT year_week, count(*) AS size, $extremes FROM reacted GROUP BY year_week
), usual AS (
    SELECT profile, median(plays) FILTER (NOT is_pinned) AS usual FROM reacted GROUP BY profile
), scored AS (
    SELECT *, 100 * ($score) AS weekly_score
    FROM reacted JOIN weeks USING (year_week) JOIN usual USING (profile)
)
SELECT n, year_week, plays, likes, comments, shares, saves, engagements, rate, weekly_score,
    row_number() OVER (PARTITION BY year_week ORDER BY weekly_score DESC, n) AS weekly_rank,
    weekly_rank <= greatest((size + 4) // 5, 100) AS is_weekly_top,
    plays / nullif(usual, 0) AS outlier_ratio
FROM scored;
"""

_WEEKLY_WEIGHTS = {"plays": 0.40, "likes": 0.25, "shares": 0.15, "comments": 0.10, "rate": 0.10}

_VIDEOS = """
SELECT video_id, creator, tier AS creator_tier,
    coalesce(dishes[1], 'Hôm nay ăn gì') || ' ngon lắm cả nhà ơi '
        || array_to_string(list_transform(hashtags, lambda tag: '#' || tag), ' ') AS caption,
    timezone('Asia/Ho_Chi_Minh', local) AS posted_at, local::DATE AS posted_date,
    hour(local) AS posted_hour, isodow(local) AS posted_weekday, month(local) AS posted_month,
    year(local) AS posted_year, year_week, date_trunc('week', local)::DATE AS week_start,
    duration_s, is_photo, CASE WHEN is_photo THEN 1 + n % 9 ELSE 0 END AS image_count,
    plays, likes, comments, shares, saves, 0 AS reposts, rate AS engagement_rate,
    (engagements - saves) / nullif(plays, 0) AS engagement_rate_public,
    engagements / nullif(followers, 0) AS engagement_rate_by_followers,
    hashtags, len(hashtags) AS hashtag_count, weekly_score, weekly_rank, is_weekly_top,
    outlier_ratio, is_pinned,
    uniform(n, 'ad') < 0.07 AS is_ad, uniform(n, 'shop') < 0.01 AS is_shop,
    is_ad OR is_shop AS has_ad_signs,
    (7000000000000000000 + zipf(n, 'music', 200000))::VARCHAR AS music_id,
    'nhạc nền ' || zipf(n, 'music', 200000) AS music_title,
    'Nhạc sĩ mẫu' AS music_author, uniform(n, 'sound') < 0.6 AS music_is_original,
    'vi' AS text_language, province, region,
    CASE WHEN is_labelled THEN (coalesce(duration_s, 0) * (2 + 2 * uniform(n, 'words')))::INTEGER
        END AS word_count, word_count / nullif(duration_s, 0) AS words_per_second, 1 AS snapshots,
    'https://www.tiktok.com/@' || creator || CASE WHEN is_photo THEN '/photo/' ELSE '/video/' END
        || video_id AS url, TIMESTAMPTZ '2025-03-20 03:00:00+00' AS collected_at
FROM posts JOIN counts USING (n) JOIN profiles USING (profile) LEFT JOIN provinces USING (place)
"""

_CREATORS = """
WITH statistics AS (
    SELECT creator, count(*) AS videos_collected, $averages,
        count(*) FILTER (NOT is_pinned) AS unpinned, avg(hashtag_count) AS mean_hashtags,
        avg(duration_s) AS mean_duration_s, max(posted_date) AS last_posted_date,
        min(posted_date) FILTER (NOT is_pinned) AS first_posted_date
    FROM videos GROUP BY creator
)
SELECT * EXCLUDE (profile, level, videos_collected, unpinned),
    coalesce(videos_collected, 0) AS videos_collected, videos_collected AS video_count,
    'Bếp ' || creator AS nickname, 'Ăn ngon mỗi ngày' AS bio, 100 + profile % 900 AS following,
    followers * 12 AS hearts, true AS has_profile, profile % 20 = 0 AS verified,
    profile % 7 = 0 AS is_seller, profile % 11 = 0 AS is_business,
    unpinned / greatest(1, (last_posted_date - first_posted_date + 1) / 7) AS videos_per_week,
    TIMESTAMPTZ '2025-03-20 03:00:00+00' AS collected_at
FROM profiles LEFT JOIN statistics USING (creator)
"""

_HASHTAGS = """
SELECT video_id, generate_subscripts(hashtags, 1) - 1 AS position, unnest(hashtags) AS hashtag,
    folded(hashtag) AS hashtag_key FROM videos
"""

_DISHES = """
SELECT video_id, dish, dish_group, 'model' AS source
FROM (SELECT video_id, unnest(dishes) AS dish FROM posts)
JOIN (SELECT dish_name(i) AS dish, dish_group(i) AS dish_group FROM range(420) r(i)) USING (dish)
"""

_PLACES = """
SELECT video_id, 1 AS rank, province, province_now, region, NULL AS district,
    'caption' AS found_in, 'offline' AS source
FROM posts JOIN provinces USING (place)
"""

# Word counts are those of whole transcripts; the text is their beginning, to keep files small.
_TRANSCRIPTS = """
SELECT video_id, 'Hôm nay mình ăn ' || caption || '. Quán nhỏ mà lúc nào cũng kín bàn. Nước chấm '
    || 'là quán tự pha, ăn một lần là nhớ.' AS transcript,
    'Hôm nay mình ăn ' || caption || '.' AS hook, ['Quán nhỏ mà đông.'] AS takeaways,
    uniform(video_id, 'asks') < 0.4 AS has_call_to_action,
    uniform(video_id, 'curiosity') < 0.3 AS has_curiosity_gap, word_count, words_per_second
FROM videos WHERE word_count IS NOT NULL
"""

_VIDEO_LABELS = """
SELECT DISTINCT video_id, field, labels[zipf(n * 16 + turn, field, len(labels))] AS label
FROM posts, vocabulary, range(2) r(turn)
WHERE is_labelled AND (turn = 0 OR several AND uniform(n, field || ' too') < 0.4)
    AND (field <> 'cta_type' OR zipf(n * 16, 'has_cta', 2) = 2)
"""

_VIDEO_LOCAL_LABELS = """
SELECT video_id, 'categories' AS field, 'Nấu ăn' AS label, 0.8 AS confidence
FROM posts WHERE NOT is_labelled
"""

_VIDEO_HISTORY = """
SELECT video_id, collected_at, plays, likes, comments, shares, saves FROM videos
"""

_CREATOR_HISTORY = """
SELECT creator, collected_at, followers, following, hearts, video_count FROM creators
"""

_DATASETS = {
    "videos": _VIDEOS,
    "creators": _CREATORS,
    "video_hashtags": _HASHTAGS,
    "video_dishes": _DISHES,
    "video_places": _PLACES,
    "transcripts": _TRANSCRIPTS,
    "video_labels": _VIDEO_LABELS,
    "video_local_labels": _VIDEO_LOCAL_LABELS,
    "video_history": _VIDEO_HISTORY,
    "creator_history": _CREATOR_HISTORY,
}


def make_home(root: Path, videos: int, creators: int, seed: int = 7) -> Home:
    """Publishes a version of made-up videos of the two years until 19/03/2025.

    Args:
        root: The home's folder.
        videos: How many; 71,000 take seconds, 10 million some minutes and 4 GB of memory.
        creators: How many; some have many times more videos than others.
        seed: The same one gives the same data.

    Raises:
        FileExistsError: Where the home has such a version.
    """
    home = Home(root)
    folder = home.datasets / _VERSION
    folder.mkdir(parents=True)
    work = folder / "work.duckdb"
    with duckdb.connect(str(work), config={"memory_limit": "4GB"}) as con:
        con.execute("SET TimeZone = 'UTC'")
        _write_datasets(con, folder, _words(videos, creators, seed))
        tiers = con.sql("SELECT quantile_cont(followers, [0.33, 0.66]) FROM creators").fetchall()
    work.unlink()
    with open_engine(EngineName.DUCKDB, folder / "spill") as engine:
        build_alerts(engine, folder, [], None)
    rmtree(folder / "spill", ignore_errors=True)
    build_serving(folder)
    write_manifest(folder, _manifest(folder, tiers[0][0]))
    announce(home.datasets, _VERSION)
    make_announced_current(home.datasets)
    return home


def _words(videos: int, creators: int, seed: int) -> dict[str, str]:
    """Returns what stands for the names with a dollar in the queries."""
    parts = (
        f"{weight} * coalesce(({name} - least_{name}) / nullif(most_{name} - least_{name}, 0), 0)"
        for name, weight in _WEEKLY_WEIGHTS.items()
    )
    return {
        "videos": str(videos),
        "creators": str(creators),
        "seed": str(seed),
        "labelled": str(min(_LABELLED_SHARE, _LABELLED_MOST / videos)),
        "provinces": str(reference_folder() / "provinces.csv").replace("'", "''"),
        "score": " + ".join(parts),
        "extremes": ", ".join(
            f"min({name}) AS least_{name}, max({name}) AS most_{name}" for name in _WEEKLY_WEIGHTS
        ),
        "averages": ", ".join(
            f"avg({name}) AS mean_{name}, median({name}) FILTER (NOT is_pinned) AS median_{name}"
            for name in per_video_metrics()
        ),
    }


def _write_datasets(con: duckdb.DuckDBPyConnection, folder: Path, words: dict[str, str]) -> None:
    for draw in (_MACROS, _PROFILES, _PROVINCES, _POSTS, _COUNTS):
        con.execute(Template(draw).substitute(words))
    con.execute("CREATE TABLE vocabulary (field TEXT, labels TEXT[], several BOOLEAN)")
    rows = [(field, list(labels), field in _SEVERAL) for field, labels in _LABELS.items()]
    con.executemany("INSERT INTO vocabulary VALUES (?, ?, ?)", rows)
    for dataset in (each for each in datasets() if each.name != ALERTS):
        con.from_arrow(dataset.arrow.empty_table()).create(dataset.name)
        query = Template(_DATASETS[dataset.name]).substitute(words)
        key = ", ".join(dataset.key)
        con.execute(f"INSERT INTO {dataset.name} BY NAME (FROM ({query}) ORDER BY {key})")
        path = folder / f"{dataset.name}.parquet"
        # DuckDB's own writer would mark columns without nulls, which is not in the contract.
        with pq.ParquetWriter(path, dataset.arrow, compression="zstd") as writer:
            for batch in con.table(dataset.name).to_arrow_reader(_ROW_GROUP):
                writer.write_batch(batch.cast(dataset.arrow))


def _manifest(folder: Path, tier_thresholds: list[float]) -> Manifest:
    return Manifest(
        version=_VERSION,
        created_at="2025-03-20T03:00:00Z",
        schema_version=SCHEMA_VERSION,
        fingerprint=_VERSION,
        engine="duckdb",
        synthetic=True,
        landings=[],
        inputs={},
        rows={d.name: pq.read_metadata(folder / f"{d.name}.parquet").num_rows for d in datasets()},
        quarantined=Quarantined(0, {}, {}),
        unpublished={},
        newest_posted_at="2025-03-19T16:59:59Z",
        newest_collected_at="2025-03-20T03:00:00Z",
        tier_thresholds=tier_thresholds,
        checks=[],
        seconds={},
    )
