"""From real TikTok files to published, versioned datasets."""
