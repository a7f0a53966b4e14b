"""Sound and frames of videos, by yt-dlp and FFmpeg: each is fetched once and kept."""
