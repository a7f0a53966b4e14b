"""A post in the shape of an item of `videos_info.json`."""

from __future__ import annotations

import zlib
from typing import Final

from etl.sample.counts import Counts
from etl.sample.dice import Dice
from etl.sample.links import Links
from etl.sample.people import Creator
from etl.sample.places import City
from etl.sample.posts import Post
from etl.sample.profile_shape import Json, author, creator_stats

_FOOD_CATEGORIES: Final = (111, 111, 111, 111, 120, 105, 0)
_FOOD_KINDS: Final = (10040, 10040, 10040, 10085, 10041, 10042)
_GEARS: Final = (
    ("normal_540_0", 1_000_000, 576, 1024),
    ("adapt_lowest_1080_1", 1_500_000, 1080, 1920),
    ("adapt_720_1", 900_000, 720, 1280),
    ("adapt_540_1", 600_000, 576, 1024),
    ("lower_540_1", 420_000, 576, 1024),
    ("lowest_540_1", 300_000, 576, 1024),
)


class ItemMaker:
    """Gives the posts of one creator TikTok's shape."""

    def __init__(self, dice: Dice, links: Links, creator: Creator) -> None:
        """Takes the creator, whose details are the same in all items."""
        self._dice = dice
        self._links = links
        self._creator = creator
        self._author = author(creator, links)
        self._stats = creator_stats(creator)

    def item(self, post: Post, counts: Counts, collected: int) -> Json:
        """Returns an item.

        Args:
            post: The post.
            counts: Its counts on the day of the crawl.
            collected: When it was crawled (Unix seconds).
        """
        item = {
            "AIGCDescription": "",
            "CategoryType": self._dice.pick(_FOOD_CATEGORIES) if post.subject.about_food else 119,
            "author": self._author,
            "authorStats": self._stats,
            "backendSourceEventTracking": "",
            "collected": False,
            "contents": [_content(post)],
            "createTime": post.created,
            "desc": post.caption.text,
            "digged": False,
            "duetDisplay": 0,
            "forFriend": False,
            "id": post.video_id,
            "itemCommentStatus": 0,
            "item_control": {"can_repost": True},
            "music": self._music(post),
            "officalItem": False,
            "originalItem": False,
            "privateItem": False,
            "secret": False,
            "shareEnabled": True,
            "stats": counts.stats(),
            "statsV2": counts.stats_v2(),
            "stitchDisplay": 0,
            "textLanguage": post.caption.language,
            "textTranslatable": post.caption.language != "un",
            "video": self._photos_video(post) if post.photos else self._video(post),
            **self._options(post),
        }
        if self._creator.traps.author_as_text:
            item |= self._author_as_text()
        return {**dict(sorted(item.items())), "collectTime": collected}

    def _author_as_text(self) -> Json:
        return {
            "author": self._creator.handle,
            "authorId": self._creator.user_id,
            "authorSecId": self._creator.sec_uid,
            "nickname": self._creator.nickname,
        }

    def _options(self, post: Post) -> Json:
        """Returns the fields that only some items have."""
        dice = self._dice
        options: Json = {}
        if post.caption.tags:
            options["challenges"] = [_challenge(tag.name) for tag in post.caption.tags]
            options["textExtra"] = _text_extra(post)
        if post.photos:
            options["imagePost"] = self._image_post(post)
            options["titleLanguage"] = "un"
            options["titleTranslatable"] = False
        else:
            options["duetEnabled"] = True
            options["stitchEnabled"] = True
        if post.subject.about_food and dice.chance(0.94):
            options["diversificationId"] = dice.pick(_FOOD_KINDS)
        if post.payment.is_ad or dice.chance(0.78):
            options["isAd"] = post.payment.is_ad
        if post.payment.is_ad:
            options["adAuthorization"] = True
        if post.payment.sells:
            options["isECVideo"] = 1
            options["anchors"] = [self._shop_anchor(post)]
        elif dice.chance(0.2):
            options["anchors"] = [self._editor_anchor()]
        if post.pinned:
            options["isPinnedItem"] = True
        if post.subject.city and dice.chance(0.35):
            options["poi"] = _poi(post.subject.city, post.subject.district)
        if dice.chance(0.05):
            options["aigcLabelType"] = 0
        return options

    def _music(self, post: Post) -> Json:
        sound = post.sound
        cover = self._links.image(f"sound/{post.video_id}.jpeg")
        music: Json = {"album": sound.title} if sound else {}
        return {
            **music,
            "authorName": sound.author if sound else self._creator.nickname,
            "coverLarge": cover,
            "coverMedium": cover,
            "coverThumb": cover,
            "duration": sound.seconds if sound else post.seconds,
            "id": sound.sound_id if sound else str(int(post.video_id) + 2**31 + 7),
            "isCopyrighted": sound is not None,
            "original": False,
            "playUrl": self._links.media(f"sound/{post.video_id}.mp3"),
            "title": sound.title if sound else f"nhạc nền - {self._creator.nickname}",
        }

    def _photos_video(self, post: Post) -> Json:
        cover = self._links.image(f"photo/{post.video_id}/cover.jpeg")
        return {
            "cover": cover,
            "duration": 0,
            "height": 0,
            "id": post.video_id,
            "originCover": cover,
            "ratio": "",
            "volumeInfo": {},
            "width": 0,
        }

    def _video(self, post: Post) -> Json:
        dice, links, number = self._dice, self._links, post.video_id
        name = f"v14044g50000c{zlib.crc32(number.encode()):08x}{post.created:011d}"
        bitrate = dice.whole(380_000, 2_300_000)
        return {
            "VQScore": f"{dice.between(62, 78):.2f}",
            "bitrate": bitrate,
            "bitrateInfo": self._bitrates(name, bitrate, post.seconds),
            "claInfo": self._captions_info(post),
            "codecType": "h264",
            "cover": links.image(f"video/{number}/cover.jpeg"),
            "definition": "540p",
            "downloadAddr": links.media(f"video/{number}/download"),
            "duration": post.seconds,
            "dynamicCover": links.image(f"video/{number}/moving.jpeg"),
            "encodeUserTag": "",
            "encodedType": "normal",
            "format": "mp4",
            "height": 1024,
            "id": number,
            "originCover": links.image(f"video/{number}/first.jpeg"),
            "playAddr": links.media(f"video/{number}/play"),
            "ratio": "540p",
            "videoID": name,
            "videoQuality": "normal",
            "volumeInfo": {
                "Loudness": round(dice.between(-28, -8), 1),
                "Peak": round(dice.between(0.2, 1), 5),
            },
            "width": 576,
            "zoomCover": {
                size: links.image(f"video/{number}/{size}.jpeg")
                for size in (("240", "480", "720", "960") if links.full_size else ("240",))
            },
        }

    def _bitrates(self, name: str, bitrate: int, seconds: int) -> list[Json]:
        links = self._links
        return [
            {
                "Bitrate": bitrate * usual // 1_000_000,
                "CodecType": "h265_hvc1" if "adapt" in gear else "h264",
                "GearName": gear,
                "MVMAF": links.filler(180),
                "PlayAddr": {
                    "DataSize": bitrate * usual // 8_000_000 * seconds,
                    "FileCs": f"c:0-{bitrate % 99_999}-{usual % 9_973:04x}",
                    "FileHash": f"{zlib.crc32((name + gear).encode()):032x}",
                    "Height": height,
                    "Uri": name,
                    "UrlKey": f"{name}_h264_540p_{bitrate}",
                    "UrlList": links.mirrors(f"{name}/{gear}"),
                    "Width": width,
                },
                "QualityType": 20 if gear.startswith("normal") else 2,
            }
            for gear, usual, width, height in (_GEARS if links.full_size else _GEARS[:1])
        ]

    def _captions_info(self, post: Post) -> Json:
        if not self._links.full_size:
            return {"enableAutoCaption": True, "hasOriginalAudio": True, "noCaptionReason": 3}
        url = self._links.media(f"video/{post.video_id}/captions.vtt")
        return {
            "captionInfos": [
                {
                    "captionFormat": "webvtt",
                    "claSubtitleID": post.video_id,
                    "isAutoGen": False,
                    "language": "vie-VN",
                    "languageCode": "vi",
                    "subtitleType": "3",
                    "url": url,
                    "urlList": self._links.mirrors(f"video/{post.video_id}/captions.vtt"),
                    "variant": "whisper_lid",
                }
            ],
            "captionsType": 1,
            "enableAutoCaption": True,
            "hasOriginalAudio": True,
            "originalLanguageInfo": {"language": "vie-VN", "languageCode": "vi"},
        }

    def _image_post(self, post: Post) -> Json:
        def picture(name: str) -> Json:
            url = self._links.image(f"photo/{post.video_id}/{name}.jpeg")
            return {"imageHeight": 1440, "imageURL": {"urlList": [url]}, "imageWidth": 1080}

        return {
            "cover": picture("cover"),
            "images": [picture(str(number)) for number in range(post.photos)],
            "shareCover": picture("share"),
            "title": "",
        }

    def _shop_anchor(self, post: Post) -> Json:
        title = f"{post.subject.dish} {post.subject.brand}"
        extra = (
            f'[{{"id":"{post.video_id}","title":"{title}","pad":"{self._links.filler(3_600)}"}}]'
        )
        return {
            "extra": extra,
            "extraInfo": {"subtype": ""},
            "icon": {"urlList": [self._links.image("shop.png")]},
            "thumbnail": {},
            "type": 35,
        }

    def _editor_anchor(self) -> Json:
        return {
            "description": "Video Editor",
            "extraInfo": {"subtype": ""},
            "icon": {"urlList": [self._links.image("editor.png")]},
            "id": "0",
            "keyword": "Try this template",
            "logExtra": self._links.filler(460),
            "schema": "",
            "type": 54,
        }


def _content(post: Post) -> Json:
    content: Json = {"desc": post.caption.text}
    if post.caption.tags:
        content["textExtra"] = _text_extra(post)
    return content


def _text_extra(post: Post) -> list[Json]:
    return [
        {
            "awemeId": "",
            "end": tag.end,
            "hashtagName": tag.name,
            "isCommerce": False,
            "start": tag.start,
            "subType": 0,
            "type": 1,
        }
        for tag in post.caption.tags
    ]


def _challenge(name: str) -> Json:
    number = str(10_000_000_000 + zlib.crc32(name.lower().encode()))
    return {"coverThumb": "", "desc": "", "id": number, "title": name.lower()}


def _poi(city: City, district: str | None) -> Json:
    area = f"{district}, {city.name}" if district else city.name
    return {
        "address": area,
        "category": "Food and Beverage",
        "city": city.name,
        "cityCode": str(1_500_000 + zlib.crc32(city.name.encode()) % 90_000),
        "country": "",
        "countryCode": "1562822",
        "fatherPoiId": "",
        "fatherPoiName": "",
        "id": str(22_000_000_000_000_000 + zlib.crc32(area.encode())),
        "name": area,
        "province": "",
        "ttTypeNameMedium": "Restaurant",
        "ttTypeNameSuper": "Food and Beverage",
        "type": 0,
        "typeCode": "",
    }
