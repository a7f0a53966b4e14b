"""The tab TikToker: who makes the videos."""
