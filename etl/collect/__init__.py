"""From TikTok to raw files, by the library TikTokApi and a browser; every refusal is told."""
