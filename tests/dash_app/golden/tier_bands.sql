-- tier_bands()
SELECT
  *
FROM (
  SELECT
    "t3"."tier",
    "t3"."measure",
    COUNT(*) AS "n",
    QUANTILE_CONT(
      "t3"."value",
      [
        0.0,
        0.01,
        0.02,
        0.03,
        0.04,
        0.05,
        0.06,
        0.07,
        0.08,
        0.09,
        0.1,
        0.11,
        0.12,
        0.13,
        0.14,
        0.15,
        0.16,
        0.17,
        0.18,
        0.19,
        0.2,
        0.21,
        0.22,
        0.23,
        0.24,
        0.25,
        0.26,
        0.27,
        0.28,
        0.29,
        0.3,
        0.31,
        0.32,
        0.33,
        0.34,
        0.35,
        0.36,
        0.37,
        0.38,
        0.39,
        0.4,
        0.41,
        0.42,
        0.43,
        0.44,
        0.45,
        0.46,
        0.47,
        0.48,
        0.49,
        0.5,
        0.51,
        0.52,
        0.53,
        0.54,
        0.55,
        0.56,
        0.57,
        0.58,
        0.59,
        0.6,
        0.61,
        0.62,
        0.63,
        0.64,
        0.65,
        0.66,
        0.67,
        0.68,
        0.69,
        0.7,
        0.71,
        0.72,
        0.73,
        0.74,
        0.75,
        0.76,
        0.77,
        0.78,
        0.79,
        0.8,
        0.81,
        0.82,
        0.83,
        0.84,
        0.85,
        0.86,
        0.87,
        0.88,
        0.89,
        0.9,
        0.91,
        0.92,
        0.93,
        0.94,
        0.95,
        0.96,
        0.97,
        0.98,
        0.99,
        1.0
      ]
    ) AS "at"
  FROM (
    SELECT
      "t2"."creator",
      "t2"."tier",
      "t2"."__pivoted__"."measure" AS "measure",
      "t2"."__pivoted__"."value" AS "value"
    FROM (
      SELECT
        "t1"."creator",
        "t1"."tier",
        UNNEST(
          CAST([
            {'measure': 'median_engagement_rate', 'value': "t1"."median_engagement_rate"},
            {'measure': 'plays_per_follower', 'value': "t1"."plays_per_follower"},
            {'measure': 'likes_per_play', 'value': "t1"."likes_per_play"},
            {'measure': 'comments_per_play', 'value': "t1"."comments_per_play"},
            {'measure': 'shares_per_play', 'value': "t1"."shares_per_play"},
            {'measure': 'saves_per_play', 'value': "t1"."saves_per_play"},
            {'measure': 'median_plays', 'value': "t1"."median_plays"},
            {'measure': 'videos_per_week', 'value': "t1"."videos_per_week"},
            {'measure': 'mean_duration_s', 'value': "t1"."mean_duration_s"},
            {'measure': 'mean_hashtags', 'value': "t1"."mean_hashtags"}
          ] AS STRUCT("measure" TEXT, "value" DOUBLE)[])
        ) AS "__pivoted__"
      FROM (
        SELECT
          "t0"."creator",
          "t0"."tier",
          "t0"."median_engagement_rate",
          "t0"."median_plays" / NULLIF("t0"."followers", 0) AS "plays_per_follower",
          "t0"."mean_likes" / NULLIF("t0"."mean_plays", 0) AS "likes_per_play",
          "t0"."mean_comments" / NULLIF("t0"."mean_plays", 0) AS "comments_per_play",
          "t0"."mean_shares" / NULLIF("t0"."mean_plays", 0) AS "shares_per_play",
          "t0"."mean_saves" / NULLIF("t0"."mean_plays", 0) AS "saves_per_play",
          "t0"."median_plays",
          "t0"."videos_per_week",
          "t0"."mean_duration_s",
          "t0"."mean_hashtags"
        FROM "creators" AS "t0"
      ) AS "t1"
    ) AS "t2"
    WHERE
      "t2"."tier" IS NOT NULL AND (
        "t2"."__pivoted__"."value"
      ) IS NOT NULL
  ) AS "t3"
  GROUP BY
    1,
    2
) AS "t4"
ORDER BY
  "t4"."tier" ASC,
  "t4"."measure" ASC;
