"""How media are fetched, read once from an environment that is passed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl.environment import read_number
from etl.errors import BadMediaSetting


@dataclass(frozen=True)
class MediaSettings:
    """The configuration.

    Attributes:
        url_template: `MEDIA_URL_TEMPLATE`: a video's page, with `{handle}` and `{id}`.
        requests_per_minute: `MEDIA_REQUESTS_PER_MINUTE`: the most videos that are asked for.
        timeout: `MEDIA_TIMEOUT`: seconds without a byte until a connection is given up.
        longest: `MEDIA_LONGEST`: seconds that one video may take in all.
    """

    url_template: str = "https://www.tiktok.com/@{handle}/video/{id}"
    requests_per_minute: float = 12.0
    timeout: float = 20.0
    longest: float = 180.0

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> MediaSettings:
        """Reads the settings; an unset or empty variable leaves its default.

        Raises:
            BadMediaSetting: Where a value cannot be used.
        """
        template = env.get("MEDIA_URL_TEMPLATE") or cls.url_template
        if "{id}" not in template or not template.startswith(("http://", "https://")):
            raise BadMediaSetting(
                f"MEDIA_URL_TEMPLATE={template[:80]!r} không dùng được: cần một địa chỉ http có "
                "{id}, và {handle} nếu cần."
            )
        return cls(
            template,
            _number(env, "MEDIA_REQUESTS_PER_MINUTE", cls.requests_per_minute, 0.1, 60_000),
            _number(env, "MEDIA_TIMEOUT", cls.timeout, 0.1, 3_600),
            _number(env, "MEDIA_LONGEST", cls.longest, 1, 86_400),
        )

    def page_of(self, handle: str, video_id: str) -> str:
        """Returns the address of a video's page."""
        return self.url_template.replace("{handle}", handle).replace("{id}", video_id)


def _number(env: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    return read_number(env, name, default, least, most, BadMediaSetting)
