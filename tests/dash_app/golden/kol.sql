-- kol_channels()
SELECT
  "t14"."creator",
  "t14"."nickname",
  "t14"."tier",
  "t14"."followers",
  "t14"."booking_note",
  "t14"."median_plays",
  "t14"."engagement_rate",
  "t14"."likes_per_play",
  "t14"."comments_per_play",
  COALESCE("t14"."videos", 0) AS "videos",
  COALESCE("t14"."photos", 0) AS "photos",
  COALESCE("t14"."long_videos", 0) AS "long_videos",
  COALESCE("t14"."short_videos", 0) AS "short_videos",
  COALESCE("t14"."placed", 0) AS "placed",
  COALESCE("t14"."north", 0) AS "north",
  COALESCE("t14"."middle", 0) AS "middle",
  COALESCE("t14"."south", 0) AS "south",
  COALESCE("t14"."ads", 0) AS "ads",
  "t14"."newest_age",
  COALESCE("t14"."lasting", 0) AS "lasting",
  "t14"."total_plays",
  "t14"."best_plays",
  COALESCE("t14"."weeks_active", 0) AS "weeks_active",
  COALESCE("t14"."mature", 0) AS "mature",
  "t14"."p25_plays",
  "t14"."p75_plays",
  COALESCE("t14"."heard", 0) AS "heard",
  COALESCE("t14"."silent", 0) AS "silent",
  COALESCE("t14"."weeks_seen", 0) AS "weeks_seen",
  COALESCE("t14"."newer", 0) AS "newer",
  COALESCE("t14"."older", 0) AS "older",
  "t14"."newer_plays",
  "t14"."older_plays"
FROM (
  SELECT
    "t3"."creator",
    "t3"."nickname",
    "t3"."tier",
    "t3"."followers",
    "t3"."booking_note",
    "t3"."median_plays",
    "t3"."engagement_rate",
    "t3"."likes_per_play",
    "t3"."comments_per_play",
    "t11".…,
    "t13"."newer",
    "t13"."older",
    "t13"."newer_plays",
    "t13"."older_plays"
  FROM (
    SELECT
      "t0"."creator",
      "t0"."nickname",
      "t0"."tier",
      "t0"."followers",
      "t0"."booking_note",
      "t0"."median_plays",
      "t0"."median_engagement_rate" AS "engagement_rate",
      "t0"."mean_likes" / NULLIF("t0"."mean_plays", 0) AS "likes_per_play",
      "t0"."mean_comments" / NULLIF("t0"."mean_plays", 0) AS "comments_per_play"
    FROM "creators" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t9".*
      EXCLUDE ("oldest_week")
    FROM (
      SELECT
        "t7".…,
        LEAST("t7"."oldest_week" + 1, 12) AS "weeks_seen"
      FROM (
        SELECT
          "t5"."creator",
          COUNT(*) AS "videos",
          COUNT(*) FILTER(WHERE
            "t5"."is_photo") AS "photos",
          COUNT(*) FILTER(WHERE
            "t5"."duration_s" >= 60) AS "long_videos",
          COUNT(*) FILTER(WHERE
            "t5"."duration_s" < 60) AS "short_videos",
          COUNT("t5"."region") AS "placed",
          COUNT(*) FILTER(WHERE
            "t5"."region" = 'Bắc') AS "north",
          COUNT(*) FILTER(WHERE
            "t5"."region" = 'Trung') AS "middle",
          COUNT(*) FILTER(WHERE
            "t5"."region" = 'Nam') AS "south",
          COUNT(*) FILTER(WHERE
            "t5"."has_ad_signs") AS "ads",
          MIN("t5"."age") AS "newest_age",
          COUNT(*) FILTER(WHERE
            "t5"."lasting") AS "lasting",
          CAST(SUM("t5"."plays") FILTER(WHERE
            "t5"."lasting") AS DOUBLE) AS "total_plays",
          CAST(MAX("t5"."plays") FILTER(WHERE
            "t5"."lasting") AS DOUBLE) AS "best_plays",
          MAX("t5"."week") FILTER(WHERE
            "t5"."lasting") AS "oldest_week",
          COUNT(DISTINCT "t5"."week") FILTER(WHERE
            "t5"."lasting" AND (
              "t5"."week" < 12
            )) AS "weeks_active",
          COUNT(*) FILTER(WHERE
            "t5"."mature") AS "mature",
          QUANTILE_CONT("t5"."plays", 0.25) FILTER(WHERE
            "t5"."mature") AS "p25_plays",
          QUANTILE_CONT("t5"."plays", 0.75) FILTER(WHERE
            "t5"."mature") AS "p75_plays",
          COUNT(*) FILTER(WHERE
            "t5"."mature" AND (
              "t5"."plays" >= 1000
            )) AS "heard",
          COUNT(*) FILTER(WHERE
            "t5"."mature" AND (
              "t5"."plays" >= 1000
            ) AND (
              "t5"."comments" = 0
            )) AS "silent"
        FROM (
          SELECT
            "t1".…,
            CAST(FLOOR(
              (
                GREATEST(
                  EPOCH(CAST("t1"."collected_at" AS TIMESTAMP)) - EPOCH(CAST("t1"."posted_at" AS TIMESTAMP)),
                  0
                )
              ) / (
                86400
              )
            ) AS BIGINT) AS "age",
            NOT (
              "t1"."is_pinned"
            ) AS "lasting",
            NOT (
              "t1"."is_pinned"
            )
            AND (
              CAST(FLOOR(
                (
                  GREATEST(
                    EPOCH(CAST("t1"."collected_at" AS TIMESTAMP)) - EPOCH(CAST("t1"."posted_at" AS TIMESTAMP)),
                    0
                  )
                ) / (
                  86400
                )
              ) AS BIGINT) >= 7
            ) AS "mature",
            CAST(FLOOR(
              (
                CAST(FLOOR(
                  (
                    GREATEST(
                      EPOCH(CAST("t1"."collected_at" AS TIMESTAMP)) - EPOCH(CAST("t1"."posted_at" AS TIMESTAMP)),
                      0
                    )
                  ) / (
                    86400
                  )
                ) AS BIGINT)
              ) / (
                7
              )
            ) AS BIGINT) AS "week"
          FROM "videos" AS "t1"
        ) AS "t5"
        GROUP BY
          1
      ) AS "t7"
    ) AS "t9"
  ) AS "t11"
    ON "t3"."creator" = "t11"."creator"
  LEFT OUTER JOIN (
    SELECT
      "t8"."creator",
      COUNT(*) FILTER(WHERE
        "t8"."place" < "t8"."half") AS "newer",
      COUNT(*) FILTER(WHERE
        NOT (
          "t8"."place" < "t8"."half"
        )) AS "older",
      QUANTILE_CONT("t8"."plays", 0.5) FILTER(WHERE
        "t8"."place" < "t8"."half") AS "newer_plays",
      QUANTILE_CONT("t8"."plays", 0.5) FILTER(WHERE
        NOT (
          "t8"."place" < "t8"."half"
        )) AS "older_plays"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t4".…,
          ROW_NUMBER() OVER (
            PARTITION BY "t4"."creator"
            ORDER BY "t4"."posted_at" DESC, "t4"."video_id" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1 AS "place",
          CAST(FLOOR(
            (
              LEAST(
                COUNT(*) OVER (
                  PARTITION BY "t4"."creator"
                  ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
                ),
                40
              )
            ) / (
              2
            )
          ) AS BIGINT) AS "half"
        FROM (
          SELECT
            "t1".…,
            CAST(FLOOR(
              (
                GREATEST(
                  EPOCH(CAST("t1"."collected_at" AS TIMESTAMP)) - EPOCH(CAST("t1"."posted_at" AS TIMESTAMP)),
                  0
                )
              ) / (
                86400
              )
            ) AS BIGINT) AS "age"
          FROM "videos" AS "t1"
          WHERE
            NOT (
              "t1"."is_pinned"
            )
            AND CAST(FLOOR(
              (
                GREATEST(
                  EPOCH(CAST("t1"."collected_at" AS TIMESTAMP)) - EPOCH(CAST("t1"."posted_at" AS TIMESTAMP)),
                  0
                )
              ) / (
                86400
              )
            ) AS BIGINT) >= 7
        ) AS "t4"
      ) AS "t6"
      WHERE
        "t6"."place" < (
          "t6"."half" * 2
        )
    ) AS "t8"
    GROUP BY
      1
  ) AS "t13"
    ON "t3"."creator" = "t13"."creator"
) AS "t14"
ORDER BY
  "t14"."creator" ASC;

-- kol_labelled()
SELECT
  *
FROM (
  SELECT
    "t1"."creator",
    COUNT(DISTINCT "t1"."video_key") AS "labelled"
  FROM (
    SELECT
      *
    FROM "video_labels" AS "t0"
    WHERE
      "t0"."field" = 'categories'
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."creator" ASC;

-- kol_in_category()
SELECT
  *
FROM (
  SELECT
    "t1"."creator",
    COUNT(DISTINCT "t1"."video_key") AS "hits"
  FROM (
    SELECT
      *
    FROM "video_labels" AS "t0"
    WHERE
      "t0"."field" = 'categories' AND "t0"."label" = $niche
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."creator" ASC;

-- kol_with_dish()
SELECT
  *
FROM (
  SELECT
    "t1"."creator",
    COUNT(DISTINCT "t1"."video_key") AS "hits"
  FROM (
    SELECT
      *
    FROM "video_dishes" AS "t0"
    WHERE
      "t0"."dish_group" = $food
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."creator" ASC;

-- kol_dish_coverage()
SELECT
  COUNT(*) AS "videos",
  (
    SELECT
      *
    FROM (
      SELECT
        COUNT(DISTINCT "t1"."video_key") AS "with_dish"
      FROM "video_dishes" AS "t1"
    ) AS "t2"
  ) AS "with_dish"
FROM "videos" AS "t0";

-- kol_follower_history()
SELECT
  *
FROM (
  SELECT
    "t3"."creator",
    COUNT(*) AS "snapshots",
    (
      EPOCH(CAST(MAX("t3"."collected_at") AS TIMESTAMP)) - EPOCH(CAST(MIN("t3"."collected_at") AS TIMESTAMP))
    ) / 86400 AS "days",
    FIRST("t3"."followers" ORDER BY "t3"."collected_at") AS "first_followers",
    FIRST("t3"."followers" ORDER BY "t3"."collected_at" DESC) AS "last_followers",
    MIN("t3"."change") AS "worst_change"
  FROM (
    SELECT
      "t2"."creator",
      "t2"."collected_at",
      "t2"."followers",
      "t2"."following",
      "t2"."hearts",
      "t2"."video_count",
      "t2"."before",
      (
        "t2"."followers" / "t2"."before"
      ) - 1 AS "change"
    FROM (
      SELECT
        "t1"."creator",
        "t1"."collected_at",
        "t1"."followers",
        "t1"."following",
        "t1"."hearts",
        "t1"."video_count",
        LAG("t1"."followers") OVER (
          PARTITION BY "t1"."creator"
          ORDER BY "t1"."collected_at" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "before"
      FROM (
        SELECT
          *
        FROM "creator_history" AS "t0"
        WHERE
          "t0"."followers" > 0
      ) AS "t1"
    ) AS "t2"
  ) AS "t3"
  GROUP BY
    1
) AS "t4"
WHERE
  "t4"."snapshots" >= 2
ORDER BY
  "t4"."creator" ASC;

-- kol_recent_plays()
SELECT
  "t2"."creator",
  "t2"."posted_date",
  "t2"."plays"
FROM (
  SELECT
    "t1".…,
    ROW_NUMBER() OVER (
      PARTITION BY "t1"."creator"
      ORDER BY "t1"."posted_at" DESC, "t1"."video_id" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) - 1 AS "place"
  FROM (
    SELECT
      *
    FROM "videos" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      )
  ) AS "t1"
) AS "t2"
WHERE
  "t2"."place" < 20
ORDER BY
  "t2"."creator" ASC,
  "t2"."place" DESC;
