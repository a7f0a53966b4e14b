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

-- creator_measures(metric='plays', keep_empty=1)
SELECT
  "t7"."creator",
  "t7"."nickname",
  "t7"."tier",
  "t7"."followers",
  "t7"."hearts",
  "t7"."video_count",
  "t7"."verified",
  "t7"."booking_note",
  COALESCE("t7"."videos", 0) AS "videos",
  "t7"."mean",
  "t7"."median",
  "t7"."total",
  "t7"."mean_hashtags",
  "t7"."mean_duration_s",
  "t7"."last_posted_date",
  COALESCE("t7"."total_plays", 0) AS "total_plays",
  COALESCE("t7"."total_likes", 0) AS "total_likes",
  COALESCE("t7"."total_comments", 0) AS "total_comments",
  COALESCE("t7"."total_shares", 0) AS "total_shares",
  COALESCE("t7"."total_saves", 0) AS "total_saves",
  "t7"."videos_per_week",
  "t7"."engagement_rate"
FROM (
  SELECT
    "t3"."creator",
    "t3"."nickname",
    "t3"."tier",
    "t3"."followers",
    "t3"."hearts",
    "t3"."video_count",
    "t3"."verified",
    "t3"."booking_note",
    "t6"."videos",
    "t6"."mean",
    "t6"."median",
    "t6"."total",
    "t6"."mean_hashtags",
    "t6"."mean_duration_s",
    "t6"."last_posted_date",
    "t6"."total_plays",
    "t6"."total_likes",
    "t6"."total_comments",
    "t6"."total_shares",
    "t6"."total_saves",
    "t6"."videos_per_week",
    "t6"."engagement_rate"
  FROM (
    SELECT
      "t0"."creator",
      "t0"."nickname",
      "t0"."tier",
      "t0"."followers",
      "t0"."hearts",
      "t0"."video_count",
      "t0"."verified",
      "t0"."booking_note"
    FROM "creators" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t4"."creator",
      "t4"."videos",
      "t4"."lasting",
      "t4"."days",
      "t4"."mean",
      "t4"."median",
      "t4"."total",
      "t4"."mean_hashtags",
      "t4"."mean_duration_s",
      "t4"."last_posted_date",
      "t4"."total_plays",
      "t4"."total_likes",
      "t4"."total_comments",
      "t4"."total_shares",
      "t4"."total_saves",
      "t4"."lasting" / GREATEST(1.0, "t4"."days" / 7) AS "videos_per_week",
      (
        "t4"."total_likes" + "t4"."total_comments" + "t4"."total_shares" + "t4"."total_saves"
      ) / NULLIF("t4"."total_plays", 0) AS "engagement_rate"
    FROM (
      SELECT
        "t1"."creator",
        COUNT(*) AS "videos",
        COUNT(*) FILTER(WHERE
          NOT (
            "t1"."is_pinned"
          )) AS "lasting",
        DATE_DIFF(
          'DAY',
          MIN("t1"."posted_date") FILTER(WHERE
            NOT (
              "t1"."is_pinned"
            )),
          MAX("t1"."posted_date") FILTER(WHERE
            NOT (
              "t1"."is_pinned"
            ))
        ) + 1 AS "days",
        AVG("t1"."plays") AS "mean",
        QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
          NOT (
            "t1"."is_pinned"
          )) AS "median",
        CAST(SUM("t1"."plays") AS DOUBLE) AS "total",
        AVG("t1"."hashtag_count") AS "mean_hashtags",
        AVG("t1"."duration_s") AS "mean_duration_s",
        MAX("t1"."posted_date") AS "last_posted_date",
        SUM("t1"."plays") AS "total_plays",
        SUM("t1"."likes") AS "total_likes",
        SUM("t1"."comments") AS "total_comments",
        SUM("t1"."shares") AS "total_shares",
        SUM("t1"."saves") AS "total_saves"
      FROM "videos" AS "t1"
      GROUP BY
        1
    ) AS "t4"
  ) AS "t6"
    ON "t3"."creator" = "t6"."creator"
) AS "t7"
ORDER BY
  "t7"."creator" ASC;
