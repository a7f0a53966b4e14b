"""TikTok's JSON as typed structs: only the fields that are used; the rest is skipped unparsed.

The field names are TikTok's own. `id`, `createTime`, the author and the counts are what a video
cannot do without; everything else may be missing or null. `statsV2` holds numbers as strings, which
the lax mode of msgspec reads.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0, le=2**63 - 1)]
Pixels = Annotated[int, Meta(ge=0, le=2**31 - 1)]
Seconds = Annotated[float, Meta(ge=0, le=86_400)]


class Stats(Struct):
    """Counts of a video (`stats` or `statsV2`)."""

    playCount: Count | None = None
    diggCount: Count | None = None
    commentCount: Count | None = None
    shareCount: Count | None = None
    collectCount: Count | None = None
    repostCount: Count | None = None


class Author(Struct):
    """The creator as repeated in each video."""

    uniqueId: str
    id: str | int | None = None
    nickname: str | None = None
    signature: str | None = None
    verified: bool | None = None
    ttSeller: bool | None = None
    privateAccount: bool | None = None


class AuthorStats(Struct):
    """Counts of a creator (`stats` of a profile, `authorStats` of a video)."""

    followerCount: Count | None = None
    followingCount: Count | None = None
    heartCount: Count | None = None
    heart: Count | None = None
    videoCount: Count | None = None


class VideoFile(Struct):
    """The media file of a video."""

    id: str | int | None = None
    duration: Seconds | None = None
    width: Pixels | None = None
    height: Pixels | None = None


class Music(Struct):
    """The sound that a video uses."""

    id: str | int | None = None
    title: str | None = None
    authorName: str | None = None
    original: bool | None = None


class Anchor(Struct):
    """A link below the caption: an effect, a template, a shop."""

    type: int | None = None


class Poi(Struct):
    """A place that the creator tagged."""

    name: str | None = None
    address: str | None = None
    city: str | None = None
    province: str | None = None
    country: str | None = None


class Picture(Struct):
    """One picture of a photo post; only their number is used."""


class ImagePost(Struct):
    """The pictures of a photo post."""

    images: list[Picture | None] | None = None


class Video(Struct):
    """One item of `itemList` (`videos_info.json`)."""

    createTime: int
    id: str | int | None = None
    author: Author | str | None = None
    desc: str | None = None
    authorStats: AuthorStats | None = None
    stats: Stats | None = None
    statsV2: Stats | None = None
    video: VideoFile | None = None
    music: Music | None = None
    anchors: list[Anchor] | None = None
    poi: Poi | None = None
    imagePost: ImagePost | None = None
    isPinnedItem: bool | None = None
    isAd: bool | None = None
    isECVideo: bool | None = None
    textLanguage: str | None = None
    collectTime: int | None = None


class CommerceUser(Struct):
    """Whether a profile is a business account."""

    commerceUser: bool | None = None


class User(Struct):
    """A creator's profile."""

    uniqueId: str
    id: str | int | None = None
    nickname: str | None = None
    signature: str | None = None
    verified: bool | None = None
    ttSeller: bool | None = None
    privateAccount: bool | None = None
    commerceUserInfo: CommerceUser | None = None


class Profile(Struct):
    """`user_info.json` in its bare shape; the wrapped one holds this under `userInfo`."""

    user: User
    stats: AuthorStats | None = None
    collectTime: int | None = None


class WrappedProfile(Struct):
    """`user_info.json` as the API answers it."""

    userInfo: Profile
