-- most_used(metric='plays', ranked='creators', most=5)
WITH "t1" AS (
  SELECT
    "t0"."creator",
    "t0"."is_pinned",
    "t0"."plays",
    "t0"."video_key",
    "t0"."music_id",
    "t0"."music_title",
    "t0"."music_author",
    "t0"."music_is_original"
  FROM "videos" AS "t0"
  WHERE
    "t0"."music_id" IS NOT NULL
), "t8" AS (
  SELECT
    *
  FROM (
    SELECT
      "t5"."music_id",
      "t5"."videos",
      "t5"."creators",
      "t5"."main_creator",
      "t5"."main_videos",
      COUNT("t5"."videos") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "all_sounds",
      SUM(CAST("t5"."videos" = 1 AS INT)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "once",
      SUM(CAST("t5"."creators" > 1 AS INT)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "shared",
      SUM("t5"."videos") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "all_videos",
      SUM(CASE WHEN "t5"."creators" > 1 THEN "t5"."videos" ELSE 0 END) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "shared_videos"
    FROM (
      SELECT
        "t4"."music_id",
        SUM("t4"."videos") AS "videos",
        COUNT(*) AS "creators",
        FIRST("t4"."creator" ORDER BY "t4"."videos" DESC) AS "main_creator",
        MAX("t4"."videos") AS "main_videos"
      FROM (
        SELECT
          "t2"."music_id",
          "t2"."creator",
          COUNT(*) AS "videos"
        FROM "t1" AS "t2"
        GROUP BY
          1,
          2
      ) AS "t4"
      GROUP BY
        1
    ) AS "t5"
  ) AS "t6"
  ORDER BY
    "t6"."creators" DESC,
    "t6"."videos" DESC,
    "t6"."music_id" ASC
  LIMIT 5
)
SELECT
  *
FROM (
  SELECT
    "t16".*
    EXCLUDE ("quantiles")
  FROM (
    SELECT
      "t15"."music_id",
      "t15"."videos",
      "t15"."creators",
      "t15"."main_creator",
      "t15"."main_videos",
      "t15"."all_sounds",
      "t15"."once",
      "t15"."shared",
      "t15"."all_videos",
      "t15"."shared_videos",
      "t15"."title",
      "t15"."author",
      "t15"."original",
      "t15"."n",
      "t15"."quantiles",
      LIST_EXTRACT("t15"."quantiles", 1) AS "p25",
      LIST_EXTRACT("t15"."quantiles", 2) AS "p50",
      LIST_EXTRACT("t15"."quantiles", 3) AS "p75"
    FROM (
      SELECT
        "t10"."music_id",
        "t10"."videos",
        "t10"."creators",
        "t10"."main_creator",
        "t10"."main_videos",
        "t10"."all_sounds",
        "t10"."once",
        "t10"."shared",
        "t10"."all_videos",
        "t10"."shared_videos",
        "t14"."title",
        "t14"."author",
        "t14"."original",
        "t14"."n",
        "t14"."quantiles"
      FROM "t8" AS "t10"
      INNER JOIN (
        SELECT
          "t12"."music_id",
          FIRST("t12"."music_title" ORDER BY "t12"."video_key" DESC) AS "title",
          FIRST("t12"."music_author" ORDER BY "t12"."video_key" DESC) AS "author",
          BOOL_OR(
            CAST(COALESCE("t12"."music_is_original", FALSE)
            OR (
              COALESCE("t12"."music_title", '') IN ('nhạc nền', 'original sound')
              OR STARTS_WITH(COALESCE("t12"."music_title", ''), 'nhạc nền - ')
              OR STARTS_WITH(COALESCE("t12"."music_title", ''), 'original sound - ')
            ) AS BOOLEAN)
          ) AS "original",
          COUNT(*) FILTER(WHERE
            NOT (
              "t12"."is_pinned"
            ) AND (
              "t12"."plays" IS NOT NULL
            )) AS "n",
          QUANTILE_CONT("t12"."plays", [0.25, 0.5, 0.75]) FILTER(WHERE
            NOT (
              "t12"."is_pinned"
            ) AND (
              "t12"."plays" IS NOT NULL
            )) AS "quantiles"
        FROM (
          SELECT
            "t3"."creator",
            "t3"."is_pinned",
            "t3"."plays",
            "t3"."video_key",
            "t3"."music_id",
            "t3"."music_title",
            "t3"."music_author",
            "t3"."music_is_original"
          FROM "t1" AS "t3"
          SEMI JOIN "t8" AS "t11"
            ON "t3"."music_id" = "t11"."music_id"
        ) AS "t12"
        GROUP BY
          1
      ) AS "t14"
        ON "t10"."music_id" = "t14"."music_id"
    ) AS "t15"
  ) AS "t16"
) AS "t17"
ORDER BY
  "t17"."creators" DESC,
  "t17"."videos" DESC,
  "t17"."music_id" ASC;

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

-- sound_facts(metric='plays')
WITH "t1" AS (
  SELECT
    *
  FROM "videos" AS "t0"
  WHERE
    "t0"."music_id" = $sound
)
SELECT
  "t9".*
  EXCLUDE ("quantiles")
FROM (
  SELECT
    "t8"."title",
    "t8"."author",
    "t8"."original",
    "t8"."videos",
    "t8"."first_day",
    "t8"."first_creator",
    "t8"."last_day",
    "t8"."n",
    "t8"."quantiles",
    "t8"."engagement_rate",
    "t8"."creators",
    "t8"."main_creator",
    "t8"."main_videos",
    LIST_EXTRACT("t8"."quantiles", 1) AS "p25",
    LIST_EXTRACT("t8"."quantiles", 2) AS "p50",
    LIST_EXTRACT("t8"."quantiles", 3) AS "p75"
  FROM (
    SELECT
      "t7"."title",
      "t7"."author",
      "t7"."original",
      "t7"."videos",
      "t7"."first_day",
      "t7"."first_creator",
      "t7"."last_day",
      "t7"."n",
      "t7"."quantiles",
      "t7"."engagement_rate",
      "t5"."creators",
      "t5"."main_creator",
      "t5"."main_videos"
    FROM (
      SELECT
        FIRST("t2"."music_title" ORDER BY "t2"."video_key" DESC) AS "title",
        FIRST("t2"."music_author" ORDER BY "t2"."video_key" DESC) AS "author",
        BOOL_OR(
          CAST(COALESCE("t2"."music_is_original", FALSE)
          OR (
            COALESCE("t2"."music_title", '') IN ('nhạc nền', 'original sound')
            OR STARTS_WITH(COALESCE("t2"."music_title", ''), 'nhạc nền - ')
            OR STARTS_WITH(COALESCE("t2"."music_title", ''), 'original sound - ')
          ) AS BOOLEAN)
        ) AS "original",
        COUNT(*) AS "videos",
        MIN("t2"."posted_date") AS "first_day",
        FIRST("t2"."creator" ORDER BY "t2"."video_key") AS "first_creator",
        MAX("t2"."posted_date") AS "last_day",
        COUNT(*) FILTER(WHERE
          NOT (
            "t2"."is_pinned"
          ) AND (
            "t2"."plays" IS NOT NULL
          )) AS "n",
        QUANTILE_CONT("t2"."plays", [0.25, 0.5, 0.75]) FILTER(WHERE
          NOT (
            "t2"."is_pinned"
          ) AND (
            "t2"."plays" IS NOT NULL
          )) AS "quantiles",
        QUANTILE_CONT("t2"."engagement_rate", 0.5) FILTER(WHERE
          NOT (
            "t2"."is_pinned"
          )) AS "engagement_rate"
      FROM "t1" AS "t2"
    ) AS "t7"
    CROSS JOIN (
      SELECT
        COUNT(*) AS "creators",
        FIRST("t3"."creator" ORDER BY "t3"."videos" DESC) AS "main_creator",
        MAX("t3"."videos") AS "main_videos"
      FROM (
        SELECT
          "t2"."creator",
          COUNT(*) AS "videos"
        FROM "t1" AS "t2"
        GROUP BY
          1
      ) AS "t3"
    ) AS "t5"
  ) AS "t8"
) AS "t9";

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

-- within_creator_by_sound(metric='plays')
SELECT
  *
FROM (
  SELECT
    "t3"."bin",
    SUM("t3"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t3"."d") AS "sum_d",
    SUM("t3"."w") AS "sum_w",
    SUM("t3"."d" * "t3"."d") AS "sum_dd",
    SUM("t3"."d" * "t3"."w") AS "sum_dw",
    SUM("t3"."w" * "t3"."w") AS "sum_ww"
  FROM (
    SELECT
      'sound' AS "bin",
      "t2"."n",
      "t2"."total" - (
        (
          "t2"."n" * "t2"."all_total"
        ) / "t2"."all_n"
      ) AS "d",
      "t2"."n" * (
        1 - (
          "t2"."n" / "t2"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t1"."creator",
        COUNT(*) FILTER(WHERE
          COALESCE("t1"."has", FALSE)) AS "n",
        SUM("t1"."outcome") FILTER(WHERE
          COALESCE("t1"."has", FALSE)) AS "total",
        CAST(COUNT(*) AS DOUBLE) AS "all_n",
        SUM("t1"."outcome") AS "all_total"
      FROM (
        SELECT
          "t0"."creator",
          "t0"."music_id" = $sound AS "has",
          LN("t0"."plays" + 1) AS "outcome"
        FROM "videos" AS "t0"
        WHERE
          NOT (
            "t0"."is_pinned"
          ) AND "t0"."plays" IS NOT NULL
      ) AS "t1"
      GROUP BY
        1
    ) AS "t2"
    WHERE
      "t2"."n" > 0 AND "t2"."n" < "t2"."all_n"
  ) AS "t3"
  GROUP BY
    1
) AS "t4"
ORDER BY
  "t4"."bin" ASC;

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
