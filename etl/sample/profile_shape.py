"""A creator in the shapes of `user_info.json` and of `author` in videos."""

from __future__ import annotations

from typing import Any

from etl.sample.links import Links
from etl.sample.people import Creator

Json = dict[str, Any]


def creator_stats(creator: Creator) -> Json:
    """Returns the creator's counts."""
    return {
        "diggCount": creator.following * 7,
        "followerCount": creator.followers,
        "followingCount": creator.following,
        "friendCount": creator.following // 9,
        "heart": creator.hearts,
        "heartCount": creator.hearts,
        "videoCount": creator.videos_ever,
    }


def author(creator: Creator, links: Links) -> Json:
    """Returns the creator as videos repeat them."""
    return {
        **_avatars(creator, links),
        "commentSetting": 0,
        "downloadSetting": 0,
        "duetSetting": 0,
        "ftc": False,
        "id": creator.user_id,
        "isADVirtual": False,
        "isEmbedBanned": False,
        "nickname": creator.nickname,
        "openFavorite": False,
        "privateAccount": False,
        "relation": 0,
        "secUid": creator.sec_uid,
        "secret": False,
        "signature": creator.bio,
        "stitchSetting": 0,
        "uniqueId": creator.handle,
        "verified": creator.verified,
    }


def user_info(creator: Creator, links: Links, crawled_at: int) -> Json:
    """Returns the profile, in one of the two shapes that are found."""
    inner: Json = {"stats": creator_stats(creator), "user": _user(creator, links)}
    if creator.index % 2:
        return inner
    return {
        "extra": {"fatal_item_ids": [], "logid": creator.sec_uid[-34:], "now": crawled_at * 1000},
        "log_pb": {"impr_id": creator.sec_uid[-34:]},
        "shareMeta": {
            "desc": f"@{creator.handle} {creator.followers} Followers",
            "title": f"{creator.nickname} on TikTok",
        },
        "statusCode": 0,
        "status_code": 0,
        "status_msg": "",
        "userInfo": inner,
    }


def _user(creator: Creator, links: Links) -> Json:
    user = {
        **author(creator, links),
        "canExpPlaylist": True,
        "commerceUserInfo": {"commerceUser": creator.seller},
        "followingVisibility": 1,
        "nickNameModifyTime": creator.renamed_at,
        "profileEmbedPermission": 1,
        "profileTab": {"showPlayListTab": creator.verified},
        "ttSeller": creator.seller,
    }
    return dict(sorted(user.items()))


def _avatars(creator: Creator, links: Links) -> Json:
    return {
        name: links.image(f"avatar/{creator.user_id}/{size}.jpeg")
        for name, size in (("avatarLarger", 1080), ("avatarMedium", 720), ("avatarThumb", 100))
    }
