"""What www.tiktok.com answers when all is well."""

from __future__ import annotations

import time
from collections.abc import Mapping

from servers.tiktok_channels import Channel, Json, tag_id

HOME_PAGE = """<!doctype html><html><head><title>TikTok</title></head><body>
<script>
// Another signature each time: requests for one address wait for each other in Chromium's cache.
window.byted_acrawler = {
  frontierSign: () => ({"X-Bogus": "F" + Date.now() + Math.random().toString(36).slice(2)})
};
// The library takes its headers from a request that is made after the page has loaded.
let count = 0;
const timer = setInterval(() => {
  fetch("/_beacon");
  if (++count >= 8) clearInterval(timer);
}, 120);
</script></body></html>"""
_SHARED: Json = {"statusCode": 0, "status_code": 0, "status_msg": "", "log_pb": {"impr_id": "x"}}
_PAGE_SIZE = 35  # a little more than is asked for
_REFUSED: Json = {**_SHARED, "statusCode": 10201, "status_code": 10201}


def user_detail(channel: Channel | None) -> Json:
    """Answers `/api/user/detail/`."""
    if channel is None:
        return {**_SHARED, "statusCode": 10221, "userInfo": {}}
    return {**_SHARED, "shareMeta": {}, "userInfo": channel.profile}


def post_list(channel: Channel | None, query: Mapping[str, str]) -> Json:
    """Answers `/api/post/item_list/`: the cursor is a time, in milliseconds."""
    if channel is None:
        return _REFUSED
    if channel.profile["user"].get("privateAccount"):
        return {**_SHARED, "cursor": "0", "hasMore": False}
    cursor = int(query["cursor"])
    pinned = [] if cursor else [item for item in channel.items if item.get("isPinnedItem")]
    others = [
        item
        for item in channel.items
        if not item.get("isPinnedItem") and (not cursor or item["createTime"] * 1000 < cursor)
    ]
    end = _PAGE_SIZE - len(pinned)
    while end < len(others) and others[end]["createTime"] == others[end - 1]["createTime"]:
        end += 1  # the next page begins with older ones
    page = others[:end]
    following = str(page[-1]["createTime"] * 1000) if page else query["cursor"]
    return _page(pinned + page, following, len(others) > len(page))


def challenge_detail(tag: str, items: list[Json]) -> Json:
    """Answers `/api/challenge/detail/`."""
    if not items:
        return {**_SHARED, "statusCode": 10205, "challengeInfo": {}}
    challenge = {"id": tag_id(tag), "title": tag, "desc": "", "splitTitle": tag}
    stats = {"videoCount": len(items), "viewCount": 0}
    return {**_SHARED, "challengeInfo": {"challenge": challenge, "stats": stats}}


def challenge_list(items: list[Json], query: Mapping[str, str]) -> Json:
    """Answers `/api/challenge/item_list/`: the cursor is an offset."""
    if not items:
        return _REFUSED
    start, count = int(query["cursor"]), int(query["count"])
    end = start + count
    return _page(items[start:end], str(end), end < len(items))


def _page(items: list[Json], cursor: str, has_more: bool) -> Json:
    extra = {"fatal_item_ids": [], "logid": "x", "now": int(time.time() * 1000)}
    return {**_SHARED, "extra": extra, "itemList": items, "cursor": cursor, "hasMore": has_more}
