"""Runs a local model server by hand, with words about food, to look at pages with."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress

from servers.model_requests import ModelRequest
from servers.model_script import Answer, streams
from servers.model_server import Answerer, ModelServer, split_words

_PARAGRAPHS = (
    "Mở đầu bằng tiếng xì xèo: chảo gang nóng già, thịt bò thái mỏng vừa chạm mặt chảo thì khói "
    "bốc lên. Đừng nói gì trong hai giây đầu, hãy để người xem nghe trước khi nghĩ.",
    "Sau đó đưa máy xuống bát phở: hành lá cắt nhỏ, vài lát ớt đỏ, nước dùng trong và hơi sánh. "
    "Quay cận cảnh ở góc bốn mươi lăm độ, ánh sáng đi từ bên trái để thấy lớp mỡ gà óng lên.",
    "Câu thoại gợi ý: “Quán này mở từ 6 giờ sáng, 9 giờ là hết xương ống. Mình thử đến sớm xem "
    "có khác không nhé.” Nói chậm, nghỉ một nhịp trước khi nếm.",
    "Ở nửa sau, so sánh hai kiểu ăn: chan giấm tỏi và không chan. Người xem thường dừng lại ở "
    "đoạn so sánh, vì thế hãy đặt câu hỏi đúng lúc ấy và đợi họ trả lời trong bình luận.",
    "Kết bằng giá tiền và địa chỉ viết rõ trên màn hình, giữ ít nhất ba giây. Nhắc người xem lưu "
    "lại nếu cuối tuần này họ định đi.",
)


def food_words(pause: float, wait: float) -> Answerer:
    """Makes an answerer that streams believable paragraphs.

    Args:
        pause: Seconds between words.
        wait: Seconds before the first.
    """

    def answer(request: ModelRequest) -> Answer | None:
        if request.question.schema is not None or request.question.forced is not None:
            time.sleep(wait)
            return None
        start = len(request.question.text) % len(_PARAGRAPHS)
        text = "\n\n".join(_PARAGRAPHS[start:] + _PARAGRAPHS[:start])
        return streams(*split_words(text), pause=pause, wait=wait)

    return answer


def serve(api: Callable[..., AbstractContextManager[ModelServer]]) -> None:
    """Runs a server until it is interrupted, and shows what it is asked.

    Args:
        api: One of the servers, such as `gemini_api`.
    """
    parser = argparse.ArgumentParser(description="A local model server for trying the dashboard.")
    parser.add_argument("--port", type=int, default=8090)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between words")
    parser.add_argument("--wait", type=float, default=0.4, help="seconds before the first word")
    options = parser.parse_args()
    answerer = food_words(options.pause, options.wait)
    with api(answerer, port=options.port, generous=True) as server, suppress(KeyboardInterrupt):
        sys.stderr.write(f"{server.url}\n")
        shown = 0
        while True:
            time.sleep(0.2)
            for request in server.requests[shown:]:
                shown += 1
                sys.stderr.write(f"{request.path} {request.question.text[:200]!r}\n")
