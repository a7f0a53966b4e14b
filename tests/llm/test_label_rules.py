"""Content labels by rules: made-up descriptions and transcripts, and agreement on real ones."""

from __future__ import annotations

import dataclasses
import time
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.labels import main, read_cases, rules_report
from etl.home import Home
from etl.inputs.recognise import LABEL_FIELDS
from etl.publish.versions import current_version
from llm.offline.cues import words_of
from llm.offline.label_rules import PARTS, TOPIC, read_rules
from llm.offline.labels import FIELDS, RuleLabels, labels_by_rules
from llm.offline.topic import FOOD, OTHER
from llm.offline.wanted_duration import wanted_duration
from llm.vocabulary import LABELS, NOT_FOOD

DISHES = frozenset({"bún chả", "lẩu gà lá é", "mì vằn thắn", "cơm hến", "ga"})

PRODUCT = "Review sản phẩm ăn uống"
COOKING = "Nấu ăn"
PLACE = "Review quán ăn"
MUKBANG = "Mukbang"

COOK_SAYS = (
    "Hôm nay mình sẽ làm món thịt kho tại nhà. Nguyên liệu có thịt, trứng và nước dừa. Mình ướp "
    "thịt với hai muỗng nước mắm, phi thơm hành tím rồi cho vào nồi, đun lửa nhỏ cho sệt lại."
)
PLACE_SAYS = (
    "Chỗ này nằm trong hẻm nhỏ, cô bán hơn hai chục năm. Quán đông khách lắm, mình chờ chút mới có "
    "bàn. Phục vụ nhanh, tính tiền hết sáu chục. Mọi người có thể ghé đây ăn thử nha."
)
PRODUCT_SAYS = (
    "Nay mình ăn thử loại snack mới ra mắt mua ở siêu thị. Bao bì đẹp, mở ra thơm lắm, hương vị "
    "phô mai đậm, cắn giòn rụm. Cảm nhận của mình là đáng mua, chấm điểm thì tám."
)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Review quán bún chả ở Hà Nội", PLACE),
        ("REVIEW QUÁN LẨU GIÁ RẺ!!!", PLACE),
        ("quán cà phê view đẹp cuối tuần", PLACE),
        ("review quan oc ve dem", PLACE),
        ("Nhà hàng cho buổi hẹn hò 🥂", PLACE),
        ("Đi ăn ở chợ đêm, top 5 sạp đáng thử", PLACE),
        ("buffet hải sản có đáng tiền", PLACE),
        ("không phải mukbang, chỉ là review quán bình dân", PLACE),
        ("Hướng dẫn nấu phở bò tại nhà", COOKING),
        ("cách làm bánh flan không cần lò nướng", COOKING),
        ("lam banh bong lan trung muoi", COOKING),
        ("NẤU LẨU GÀ LÁ É CHO CẢ NHÀ", COOKING),
        ("công thức sữa chua dẻo", COOKING),
        ("cơm nhà ba món dưới 50k", COOKING),
        ("nau an cho nguoi moi", COOKING),
        ("mukbang hải sản khổng lồ", MUKBANG),
        ("Mukbang 10 tô mì cay 🔥🔥", MUKBANG),
        ("thử thách ăn hết mười cái bánh mì", MUKBANG),
        ("#mukbang #haisan", MUKBANG),
        ("ăn thử mì gói mới ra mắt", PRODUCT),
        ("đánh giá snack khoai tây vị mới", PRODUCT),
        ("Review 5 loại sữa tươi trong siêu thị", PRODUCT),
        ("uống thử trà sữa vị mới của hãng", PRODUCT),
        ("review bún chả", PRODUCT),
        ("an thu banh trang tron", PRODUCT),
    ],
)
def test_a_description_tells_its_category(text: str, category: str) -> None:
    labels = labels_by_rules(text, dishes=DISHES)
    assert labels.is_food
    assert labels.category == category
    assert all(words in text for words in labels.evidence["category"])


@pytest.mark.parametrize(
    ("said", "category", "structure"),
    [
        (COOK_SAYS, COOKING, "Hướng dẫn"),
        (PLACE_SAYS, PLACE, None),
        (PRODUCT_SAYS, PRODUCT, "Review trải nghiệm"),
    ],
)
def test_what_is_said_tells_the_category(said: str, category: str, structure: str | None) -> None:
    labels = labels_by_rules("🔥 #xuhuong #mukbang", transcript=said)
    assert labels.category == category
    assert structure is None or labels.structure == structure


@pytest.mark.parametrize(
    "text",
    [
        "review son môi",
        "Review son môi vị dâu",
        "hướng dẫn đầu tư chứng khoán",
        "review kem chống nắng",
        "kem dưỡng da cho mùa đông",
        "cách trang điểm đi tiệc",
        "REVIEW ĐIỆN THOẠI MỚI",
        "dạy tiếng Anh giao tiếp",
        "video này không liên quan ẩm thực",
        "một video không nói về đồ ăn",
        "bài tập yoga buổi sáng",
    ],
)
def test_what_is_about_something_else_is_not_food(text: str) -> None:
    labels = labels_by_rules(text, dishes=DISHES)
    assert not labels.is_food
    assert labels.category == NOT_FOOD
    assert labels.evidence["is_food"] == labels.evidence["category"]


@pytest.mark.parametrize(
    "text",
    [
        "vlog ga tàu cuối tuần",
        "ga tau cuoi tuan",
        "hướng dẫn cách ăn mặc đẹp",
        "món quà cho bạn gái",
        "cách nuôi gà chọi",
        "quán quân năm nay là ai",
        "cá nhân hoá giao diện",
        "làm đồ án tốt nghiệp",
        "lam do an tot nghiep",
        "xin chào",
        "đừng nói về đồ ăn",
        "12345 !!!",
        "",
        "   \n ",
        "😀🚗",
    ],
)
def test_what_names_no_food_is_not_taken_for_it(text: str) -> None:
    labels = labels_by_rules(text, dishes=DISHES - {"ga"})
    assert not labels.is_food
    assert labels.category is None or labels.evidence["category"]


@pytest.mark.parametrize(
    "text",
    [
        "review bún chả",
        "mukbang",
        "quán cà phê",
        "mở quán cà phê cần bao nhiêu vốn",
        "mon ngon cuoi tuan",
        "mì vằn thắn",
        "mi van than",
        "thực đơn giảm cân cho người tập gym",
        "ăn gì ở Huế",
        "món ăn cho bé ăn dặm",
        "🍜🍜",
        "quay món bún bằng điện thoại",
        "nhà hàng cho đám cưới",
        "trà đá vỉa hè",
    ],
)
def test_food_is_known(text: str) -> None:
    labels = labels_by_rules(text, dishes=DISHES)
    assert labels.is_food
    assert labels.evidence["is_food"]


def test_a_dish_is_known_by_the_names_that_are_passed_in() -> None:
    assert not labels_by_rules("clip về xyzt").is_food
    assert labels_by_rules("clip về xyzt", dishes=["xyzt"]).is_food
    assert labels_by_rules("cam nhan com hen", dishes=["cơm hến"]).is_food


def test_a_name_of_nothing_is_no_dish() -> None:
    assert not labels_by_rules("clip", dishes=["", " ", "-", "?!"]).is_food


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("giọng hài hước, vui nhộn", "tone", "Hài hước"),
        ("giọng nhẹ nhàng", "tone", "Ngọt ngào"),
        ("giong gan gui", "tone", "Thân mật"),
        ("đừng hài hước, hãy nghiêm túc", "tone", "Trung lập"),
        ("không cần giọng hài hước", "tone", None),
        ("bóc phốt quán lẩu dở", "tone", "Bốc phốt"),
        ("mở đầu bằng câu hỏi", "hook", "Đặt câu hỏi"),
        ("mo dau bang cau hoi", "hook", "Đặt câu hỏi"),
        ("vào thẳng vấn đề nhé", "hook", "Vào thẳng vấn đề"),
        ("trả lời @banbe về món hôm qua", "hook", "Phản hồi bình luận"),
        ("gây tranh cãi một chút", "hook", "Gây tranh cãi"),
        ("đang giảm giá 50%", "hook", "Khuyến mãi"),
        ("nhịp chậm, thư giãn", "pacing", "Chậm"),
        ("Nói nhanh, cắt nhanh", "pacing", "Nhanh"),
        ("lúc nhanh lúc chậm", "pacing", "Thay đổi"),
        ("đồ ăn nhanh", "pacing", None),
        ("cuối video kêu gọi bình luận", "cta", "Bình luận"),
        ("nhắc theo dõi kênh", "cta", "Theo dõi"),
        ("rủ người xem lưu lại công thức", "cta", "Lưu lại"),
        ("không kêu gọi theo dõi", "cta", None),
        ("kể chuyện bà ngoại bán xôi", "structure", "Kể chuyện"),
        ("so sánh trà sữa 20k với 100k", "structure", "So sánh"),
        ("phỏng vấn cô bán bánh mì", "structure", "Phỏng vấn"),
        ("hướng dẫn từng bước", "structure", "Hướng dẫn"),
        ("phong cách điện ảnh", "style", "Điện ảnh"),
        ("quay kiểu đời thường", "style", "Đời thường"),
        ("dành cho sinh viên", "audience", "Học sinh sinh viên"),
        ("DÂN VĂN PHÒNG ăn trưa gì", "audience", "Dân văn phòng"),
        ("món cho mẹ bỉm", "audience", "Nội trợ"),
        ("bún chả", "hook", None),
    ],
)
def test_words_of_a_description_tell_the_other_labels(
    text: str, name: str, label: str | None
) -> None:
    labels = labels_by_rules(text)
    assert getattr(labels, name) == label
    assert (name in labels.evidence) == (label is not None)


def test_the_first_and_the_last_words_that_are_said_tell_hook_and_call() -> None:
    said = "Có ai thích ăn bún riêu không? " + "Nước dùng rất thơm. " * 40 + "Nhớ bình luận nha."
    labels = labels_by_rules("Bún riêu", transcript=said)
    assert labels.hook == "Đặt câu hỏi"
    assert labels.cta == "Bình luận"


def test_the_hashtags_of_a_caption_do_not_tell_its_category() -> None:
    caption = "Thịt kho của mẹ #mukbang #reviewquan"
    assert labels_by_rules(caption, transcript=COOK_SAYS).category == COOKING


@pytest.mark.parametrize(
    ("text", "seconds", "evidence"),
    [
        ("video 60 giây", 60, "60 giây"),
        ("60s", 60, "60s"),
        ("dưới 30s", 30, "30s"),
        ("1 phút rưỡi", 90, "1 phút rưỡi"),
        ("khoang 1 phut ruoi", 90, "1 phut ruoi"),
        ("clip 1p30", 90, "1p30"),
        ("1 phút 15 giây", 75, "1 phút 15 giây"),
        ("2 phút", 120, "2 phút"),
        ("1,5 phút", 90, "1,5 phút"),
        ("nửa phút thôi", 30, "nửa phút"),
        ("một phút", 60, "một phút"),
        ("ba mươi giây", 30, "ba mươi giây"),
        ("bốn mươi lăm giây", 45, "bốn mươi lăm giây"),
        ("30-60 giây", 45, "30-60 giây"),
        ("từ 30 đến 60 giây", 45, "30 đến 60 giây"),
        ("TẦM 45 GIÂY", 45, "45 GIÂY"),
        ("top 5 60 giây", 60, "5 60 giây"),
        ("luộc trứng 5 phút, video dài 40 giây", 40, "40 giây"),
        ("hướng dẫn nấu phở trong 90 giây", 90, "90 giây"),
        ("video dài 8 phút", 480, "8 phút"),
    ],
)
def test_a_duration_is_understood(text: str, seconds: float, evidence: str) -> None:
    found = wanted_duration(text)
    assert found is not None
    assert (found.seconds, found.evidence) == (seconds, evidence)


@pytest.mark.parametrize(
    "text",
    [
        "luộc trứng 5 phút",
        "video hướng dẫn ướp thịt 30 phút",
        "quán cách nhà 5 phút",
        "ngâm 2 phút",
        "2 đôi giày",
        "60 tờ giấy",
        "60",
        "top 10 món",
        "video 2 giây",
        "phim dài 90 phút",
        "99999 giây",
        "",
    ],
)
def test_what_is_no_duration_of_a_video_is_passed_over(text: str) -> None:
    assert wanted_duration(text) is None


def test_a_known_duration_is_kept() -> None:
    labels = labels_by_rules("review phở 60 giây", duration_s=25.0)
    assert labels.duration_s == 25.0
    assert "duration_s" not in labels.evidence
    assert labels_by_rules("review phở 60 giây").duration_s == 60.0


def test_decomposed_and_full_width_letters_are_read() -> None:
    text = unicodedata.normalize("NFD", "Hướng dẫn nấu phở bò, 60 giây")
    labels = labels_by_rules(text)
    assert labels.category == COOKING
    assert labels.duration_s == 60.0
    assert all(words in text for found in labels.evidence.values() for words in found)
    assert labels_by_rules("ｍｕｋｂａｎｇ").category == MUKBANG


@pytest.mark.parametrize(
    "piece",
    ["Ăn bún bò ở quán quen. ", "không có ", "#mukbang ", "mười ", "1 phút ", "🍜", "\n", "9"],
)
def test_ten_thousand_characters_are_read_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    started = time.perf_counter()
    labels_by_rules(text, transcript=text, dishes=DISHES)
    assert time.perf_counter() - started < 2


_WORDS = st.sampled_from(
    sorted(
        {
            word
            for field in (*FIELDS.values(), TOPIC)
            for _, c in read_rules(field)
            for word in c.words
        }
    )
    + ["không", "đừng", "60", "giây", "1 phút rưỡi", "#mukbang", "#", ",", "\n", "Bún", "chả"]
)
_TEXTS = st.one_of(st.text(), st.lists(_WORDS).map(" ".join))


@settings(max_examples=200, deadline=None)
@given(_TEXTS, st.one_of(st.none(), _TEXTS))
def test_labels_are_of_the_vocabulary_and_their_evidence_of_the_text(
    text: str, transcript: str | None
) -> None:
    labels = labels_by_rules(text, transcript=transcript, dishes=DISHES)
    for name, field in FIELDS.items():
        label = getattr(labels, name)
        assert label is None or label in LABELS[field]
    assert labels.is_food or labels.category in {None, NOT_FOOD}
    assert labels.evidence.keys() <= {each.name for each in dataclasses.fields(RuleLabels)}
    for found in labels.evidence.values():
        assert found
        assert all(words in text or words in (transcript or "") for words in found)


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    words = words_of(text)
    assert all(word.start < word.end <= len(text) for word in words)
    assert all(one.end <= other.start for one, other in zip(words, words[1:], strict=False))


@pytest.mark.parametrize("field", [*FIELDS.values(), TOPIC])
def test_every_rule_can_count(field: str) -> None:
    labels = {FOOD, OTHER} if field == TOPIC else set(LABELS[field])
    rules = list(read_rules(field))
    assert rules
    for part, cue in rules:
        assert part in PARTS
        assert cue.words
        assert not cue.label or (cue.label in labels and cue.weight > 0)
    listed = [(part, cue.label, cue.words) for part, cue in rules]
    assert sorted({each for each in listed if listed.count(each) > 1}) == []


def test_the_vocabulary_has_the_fields_of_the_label_files() -> None:
    assert set(LABELS) == set(LABEL_FIELDS)


def test_the_vocabulary_has_every_published_label(sample_home: Home) -> None:
    folder = current_version(sample_home.datasets).folder
    rows = pq.read_table(folder / "video_labels.parquet", columns=["field", "label"])
    published = {(row["field"], row["label"]) for row in rows.to_pylist()}
    assert sorted(published - {(f, label) for f in LABELS for label in LABELS[f]}) == []


def test_the_benchmark_says_so_where_there_are_no_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--input", str(tmp_path), "--output", str(tmp_path / "labels.json")]) == 0
    assert "nothing to measure" in capsys.readouterr().out
    assert not (tmp_path / "labels.json").exists()


@pytest.mark.real
@pytest.mark.slow
def test_rules_agree_with_labelled_videos(real_data: Path) -> None:
    cases = read_cases(real_data)
    used = {(f, label) for case in cases for f, labels in case.labels.items() for label in labels}
    assert sorted(used - {(f, label) for f in LABELS for label in LABELS[f]}) == []
    category = rules_report(cases)["category"]
    assert category["all"]["videos"] > 600
    assert category["all"]["first"] >= 0.70
    assert category["held-out half"]["first"] > category["held-out half"]["majority_first"]
