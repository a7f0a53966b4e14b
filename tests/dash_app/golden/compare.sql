-- most_collected(most=5)
SELECT
  *
FROM (
  SELECT
    "t0"."creator",
    COUNT(*) AS "n"
  FROM "videos" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."n" DESC,
  "t1"."creator" ASC
LIMIT 5;

-- channels()
SELECT
  "t0"."creator",
  "t0"."nickname",
  "t0"."tier",
  "t0"."followers",
  "t0"."hearts",
  "t0"."video_count",
  "t0"."verified",
  "t0"."is_seller",
  "t0"."is_business",
  "t0"."booking_note",
  "t0"."has_profile",
  "t0"."videos_collected",
  "t0"."last_posted_date",
  "t0"."collected_at"
FROM "creators" AS "t0"
ORDER BY
  "t0"."creator" ASC;

-- compared_videos()
SELECT
  *
FROM (
  SELECT
    "t2".… > (
      "t2"."collected_at" - INTERVAL '3' DAY
    ) AS "is_young",
    COALESCE("t2"."music_is_original", FALSE)
    OR COALESCE("t2"."music_author" = "t4"."nickname", FALSE) AS "own_sound",
    (
      "t2"."music_is_original" IS NOT NULL
    )
    OR (
      "t2"."music_author" IS NOT NULL
    ) AS "sound_known"
  FROM "videos" AS "t2"
  LEFT OUTER JOIN (
    SELECT
      "t1"."creator",
      "t1"."nickname"
    FROM "creators" AS "t1"
  ) AS "t4"
    ON "t2"."creator" = "t4"."creator"
) AS "t5"
ORDER BY
  "t5"."creator" ASC,
  "t5"."video_key" ASC;

-- follower_growth()
SELECT
  *
FROM (
  SELECT
    "t1"."creator",
    FIRST("t1"."followers" ORDER BY "t1"."collected_at") AS "first",
    FIRST("t1"."followers" ORDER BY "t1"."collected_at" DESC) AS "last",
    (
      MAX(EPOCH(CAST("t1"."collected_at" AS TIMESTAMP))) - MIN(EPOCH(CAST("t1"."collected_at" AS TIMESTAMP)))
    ) / 86400 AS "days"
  FROM (
    SELECT
      *
    FROM "creator_history" AS "t0"
    WHERE
      "t0"."followers" IS NOT NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
WHERE
  "t2"."days" >= 1
ORDER BY
  "t2"."creator" ASC;

-- content_mix(most=5)
WITH "t7" AS (
  SELECT
    *
  FROM (
    SELECT
      "t0"."creator",
      "t0"."video_key",
      'province' AS "field",
      "t0"."province" AS "label"
    FROM "videos" AS "t0"
    WHERE
      "t0"."province" IS NOT NULL
  ) AS "t4"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t1"."creator",
        "t1"."video_key",
        "t1"."field",
        "t1"."label"
      FROM "video_labels" AS "t1"
      WHERE
        "t1"."field" IN ('categories', 'hook_type')
    ) AS "t5"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t2"."creator",
        "t2"."video_key",
        'dish' AS "field",
        "t2"."dish_group" AS "label"
      FROM "video_dishes" AS "t2"
    ) AS "t3"
  ) AS "t6"
)
SELECT
  *
FROM (
  SELECT
    "t15"."field",
    "t15"."label",
    "t15"."creator",
    "t15"."n",
    "t11"."of_field"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t12"."creator",
        "t12"."field",
        "t12"."label",
        "t12"."n",
        "t12"."place",
        MIN("t12"."place") OVER (
          PARTITION BY "t12"."field", "t12"."label"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "best"
      FROM (
        SELECT
          "t10"."creator",
          "t10"."field",
          "t10"."label",
          "t10"."n",
          ROW_NUMBER() OVER (
            PARTITION BY "t10"."creator", "t10"."field"
            ORDER BY "t10"."n" DESC, "t10"."field" ASC, "t10"."label" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1 AS "place"
        FROM (
          SELECT
            "t8"."creator",
            "t8"."field",
            "t8"."label",
            COUNT(DISTINCT "t8"."video_key") AS "n"
          FROM "t7" AS "t8"
          GROUP BY
            1,
            2,
            3
        ) AS "t10"
      ) AS "t12"
    ) AS "t13"
    WHERE
      "t13"."best" < 5
  ) AS "t15"
  INNER JOIN (
    SELECT
      "t8"."creator",
      "t8"."field",
      COUNT(DISTINCT "t8"."video_key") AS "of_field"
    FROM "t7" AS "t8"
    GROUP BY
      1,
      2
  ) AS "t11"
    ON "t15"."creator" = "t11"."creator" AND "t15"."field" = "t11"."field"
) AS "t16"
ORDER BY
  "t16"."field" ASC,
  "t16"."label" ASC,
  "t16"."creator" ASC;

-- hashtags_used(least=2)
SELECT
  *
FROM (
  SELECT
    "t0"."creator",
    "t0"."hashtag_key",
    COUNT(DISTINCT "t0"."video_key") AS "n"
  FROM "video_hashtags" AS "t0"
  GROUP BY
    1,
    2
) AS "t1"
WHERE
  "t1"."n" >= 2
ORDER BY
  "t1"."creator" ASC,
  "t1"."n" DESC,
  "t1"."hashtag_key" ASC;
