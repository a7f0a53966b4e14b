-- most_used(ranked='creators', most=5)
SELECT
  *
FROM (
  SELECT
    "t3"."music_id",
    "t3"."videos",
    "t3"."creators",
    "t3"."main_creator",
    "t3"."main_videos",
    COUNT("t3"."videos") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "all_sounds",
    SUM(CAST("t3"."videos" = 1 AS INT)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "once",
    SUM(CAST("t3"."creators" > 1 AS INT)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "shared",
    SUM("t3"."videos") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "all_videos",
    SUM(CASE WHEN "t3"."creators" > 1 THEN "t3"."videos" ELSE 0 END) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "shared_videos"
  FROM (
    SELECT
      "t2"."music_id",
      SUM("t2"."videos") AS "videos",
      COUNT(*) AS "creators",
      FIRST("t2"."creator" ORDER BY "t2"."videos" DESC) AS "main_creator",
      MAX("t2"."videos") AS "main_videos"
    FROM (
      SELECT
        "t1"."music_id",
        "t1"."creator",
        COUNT(*) AS "videos"
      FROM (
        SELECT
          *
        FROM "videos" AS "t0"
        WHERE
          "t0"."music_id" IS NOT NULL
      ) AS "t1"
      GROUP BY
        1,
        2
    ) AS "t2"
    GROUP BY
      1
  ) AS "t3"
) AS "t4"
ORDER BY
  "t4"."music_id" = $sound DESC,
  "t4"."creators" DESC,
  "t4"."videos" DESC,
  "t4"."music_id" ASC
LIMIT 6;

-- sound_facts(metric='plays')
SELECT
  *
FROM (
  SELECT
    "t3".*
    EXCLUDE ("quantiles")
  FROM (
    SELECT
      "t2"."music_id",
      "t2"."title",
      "t2"."author",
      "t2"."original",
      "t2"."first_day",
      "t2"."first_creator",
      "t2"."last_day",
      "t2"."n",
      "t2"."quantiles",
      "t2"."engagement_rate",
      LIST_EXTRACT("t2"."quantiles", 1) AS "p25",
      LIST_EXTRACT("t2"."quantiles", 2) AS "p50",
      LIST_EXTRACT("t2"."quantiles", 3) AS "p75"
    FROM (
      SELECT
        "t1"."music_id",
        FIRST("t1"."music_title" ORDER BY "t1"."video_key" DESC) AS "title",
        FIRST("t1"."music_author" ORDER BY "t1"."video_key" DESC) AS "author",
        BOOL_OR(
          CAST(COALESCE("t1"."music_is_original", FALSE)
          OR (
            COALESCE("t1"."music_title", '') IN ('nhạc nền', 'original sound')
            OR STARTS_WITH(COALESCE("t1"."music_title", ''), 'nhạc nền - ')
            OR STARTS_WITH(COALESCE("t1"."music_title", ''), 'original sound - ')
          ) AS BOOLEAN)
        ) AS "original",
        MIN("t1"."posted_date") AS "first_day",
        FIRST("t1"."creator" ORDER BY "t1"."video_key") AS "first_creator",
        MAX("t1"."posted_date") AS "last_day",
        COUNT(*) FILTER(WHERE
          NOT (
            "t1"."is_pinned"
          ) AND (
            "t1"."plays" IS NOT NULL
          )) AS "n",
        QUANTILE_CONT("t1"."plays", [0.25, 0.5, 0.75]) FILTER(WHERE
          NOT (
            "t1"."is_pinned"
          ) AND (
            "t1"."plays" IS NOT NULL
          )) AS "quantiles",
        QUANTILE_CONT("t1"."engagement_rate", 0.5) FILTER(WHERE
          NOT (
            "t1"."is_pinned"
          )) AS "engagement_rate"
      FROM (
        SELECT
          *
        FROM "videos" AS "t0"
        WHERE
          ARRAY_CONTAINS(STR_SPLIT($sounds, ' '), "t0"."music_id")
      ) AS "t1"
      GROUP BY
        1
    ) AS "t2"
  ) AS "t3"
) AS "t4"
ORDER BY
  "t4"."music_id" ASC;

-- uses(least=2)
WITH "t6" AS (
  SELECT
    "t4"."creator",
    "t4"."week_start",
    "t4"."plays",
    "t4"."video_key",
    "t4"."music_id",
    "t4"."music_title",
    "t4"."music_author",
    "t4"."music_is_original"
  FROM (
    SELECT
      "t0"."creator",
      "t0"."week_start",
      "t0"."plays",
      "t0"."video_key",
      "t0"."music_id",
      "t0"."music_title",
      "t0"."music_author",
      "t0"."music_is_original"
    FROM "videos" AS "t0"
    WHERE
      "t0"."week_start" BETWEEN CAST($since AS DATE) AND CAST($until AS DATE)
  ) AS "t4"
  SEMI JOIN (
    SELECT
      "t1"."creator"
    FROM "creators" AS "t1"
    WHERE
      EPOCH(CAST("t1"."collected_at" AS TIMESTAMP)) >= CAST($end AS BIGINT)
  ) AS "t5"
    ON "t4"."creator" = "t5"."creator"
)
SELECT
  *
FROM (
  SELECT
    "t12"."all_recent",
    "t12"."all_earlier",
    "t12"."weeks",
    "t15"."music_id",
    "t15"."recent",
    "t15"."earlier"
  FROM (
    SELECT
      COUNT(*) FILTER(WHERE
        "t8"."week_start" >= CAST($week AS DATE)) AS "all_recent",
      COUNT(*) FILTER(WHERE
        NOT (
          "t8"."week_start" >= CAST($week AS DATE)
        )) AS "all_earlier",
      COUNT(DISTINCT "t8"."week_start") FILTER(WHERE
        NOT (
          "t8"."week_start" >= CAST($week AS DATE)
        )) AS "weeks"
    FROM (
      SELECT
        "t7"."creator",
        "t7"."week_start",
        COUNT(*) AS "videos"
      FROM "t6" AS "t7"
      GROUP BY
        1,
        2
    ) AS "t8"
  ) AS "t12"
  LEFT OUTER JOIN (
    SELECT
      *
    FROM (
      SELECT
        "t10"."music_id",
        COUNT(*) FILTER(WHERE
          "t10"."week_start" >= CAST($week AS DATE)) AS "recent",
        COUNT(*) FILTER(WHERE
          NOT (
            "t10"."week_start" >= CAST($week AS DATE)
          )) AS "earlier"
      FROM (
        SELECT
          "t9"."music_id",
          "t9"."creator",
          "t9"."week_start",
          COUNT(*) AS "videos"
        FROM (
          SELECT
            *
          FROM "t6" AS "t7"
          WHERE
            "t7"."music_id" IS NOT NULL
        ) AS "t9"
        GROUP BY
          1,
          2,
          3
      ) AS "t10"
      GROUP BY
        1
    ) AS "t13"
    WHERE
      (
        "t13"."recent" + "t13"."earlier"
      ) >= 2
  ) AS "t15"
    ON TRUE
) AS "t16"
ORDER BY
  "t16"."music_id" ASC;

-- weeks_of_sounds()
WITH "t6" AS (
  SELECT
    "t4"."creator",
    "t4"."week_start",
    "t4"."plays",
    "t4"."video_key",
    "t4"."music_id",
    "t4"."music_title",
    "t4"."music_author",
    "t4"."music_is_original"
  FROM (
    SELECT
      "t0"."creator",
      "t0"."week_start",
      "t0"."plays",
      "t0"."video_key",
      "t0"."music_id",
      "t0"."music_title",
      "t0"."music_author",
      "t0"."music_is_original"
    FROM "videos" AS "t0"
    WHERE
      "t0"."week_start" BETWEEN CAST($since AS DATE) AND CAST($until AS DATE)
  ) AS "t4"
  SEMI JOIN (
    SELECT
      "t1"."creator"
    FROM "creators" AS "t1"
    WHERE
      EPOCH(CAST("t1"."collected_at" AS TIMESTAMP)) >= CAST($end AS BIGINT)
  ) AS "t5"
    ON "t4"."creator" = "t5"."creator"
)
SELECT
  *
FROM (
  SELECT
    "t10"."music_id",
    "t10"."week",
    COUNT(DISTINCT "t10"."creator") AS "creators",
    COUNT(*) AS "videos",
    QUANTILE_CONT("t10"."plays", 0.5) AS "plays",
    FIRST("t10"."music_title" ORDER BY "t10"."video_key" DESC) AS "title",
    FIRST("t10"."music_author" ORDER BY "t10"."video_key" DESC) AS "author",
    BOOL_OR(
      CAST(COALESCE("t10"."music_is_original", FALSE)
      OR (
        COALESCE("t10"."music_title", '') IN ('nhạc nền', 'original sound')
        OR STARTS_WITH(COALESCE("t10"."music_title", ''), 'nhạc nền - ')
        OR STARTS_WITH(COALESCE("t10"."music_title", ''), 'original sound - ')
      ) AS BOOLEAN)
    ) AS "original"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t7"."creator",
        "t7"."plays",
        "t7"."video_key",
        "t7"."music_id",
        "t7"."music_title",
        "t7"."music_author",
        "t7"."music_is_original",
        "t7"."week_start" AS "week"
      FROM "t6" AS "t7"
      WHERE
        ARRAY_CONTAINS(STR_SPLIT($sounds, ' '), "t7"."music_id")
    ) AS "t8"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t7"."creator",
        "t7"."plays",
        "t7"."video_key",
        "t7"."music_id",
        "t7"."music_title",
        "t7"."music_author",
        "t7"."music_is_original",
        CAST(NULL AS DATE) AS "week"
      FROM "t6" AS "t7"
      WHERE
        ARRAY_CONTAINS(STR_SPLIT($sounds, ' '), "t7"."music_id")
        AND "t7"."week_start" >= CAST($week AS DATE)
    ) AS "t9"
  ) AS "t10"
  GROUP BY
    1,
    2
) AS "t11"
ORDER BY
  "t11"."music_id" ASC,
  "t11"."week" ASC;

-- sound_by_week()
SELECT
  *
FROM (
  SELECT
    "t1"."week_start",
    COUNT(*) AS "n",
    COUNT(DISTINCT "t1"."creator") AS "creators"
  FROM (
    SELECT
      *
    FROM "videos" AS "t0"
    WHERE
      "t0"."music_id" = $sound
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."week_start" ASC;

-- best_with_sound(metric='plays', most=5)
SELECT
  "t2"."creator",
  "t2"."posted_date",
  "t2"."caption",
  "t2"."outlier_ratio",
  "t2"."url",
  CAST("t2"."plays" AS DOUBLE) AS "value"
FROM (
  SELECT
    *
  FROM "videos" AS "t0"
  WHERE
    "t0"."music_id" = $sound AND "t0"."plays" IS NOT NULL
  ORDER BY
    "t0"."plays" DESC,
    "t0"."video_key" ASC
  LIMIT 5
) AS "t2";
