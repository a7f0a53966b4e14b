-- creator_rows(order='followers', descending=1, offset=0, limit=5)
SELECT
  "t2"."creator",
  "t2"."nickname",
  "t2"."tier",
  "t2"."followers",
  "t2"."videos_collected",
  "t2"."median_plays",
  "t2"."median_engagement_rate",
  "t2"."videos_per_week",
  "t2"."last_posted_date",
  "t2"."verified"
FROM (
  SELECT
    *
  FROM "creators" AS "t0"
  ORDER BY
    "t0"."followers" IS NULL ASC,
    "t0"."followers" DESC,
    "t0"."creator" ASC
  LIMIT 5
) AS "t2";

-- creator_summary()
SELECT
  COUNT(*) AS "n",
  COUNT("t0"."followers") AS "known",
  QUANTILE_CONT("t0"."followers", 0.5) AS "followers",
  QUANTILE_CONT("t0"."median_plays", 0.5) AS "median_plays",
  QUANTILE_CONT("t0"."median_engagement_rate", 0.5) AS "median_rate",
  QUANTILE_CONT("t0"."videos_per_week", 0.5) AS "videos_per_week"
FROM "creators" AS "t0";
