-- niche_levels(every=1)
SELECT
  *
FROM (
  SELECT
    "t1"."age",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) AS "level"
  FROM (
    SELECT
      "t0"."plays",
      CASE
        WHEN "t0"."posted_at" > (
          "t0"."collected_at" - INTERVAL '3' DAY
        )
        THEN 0
        WHEN "t0"."posted_at" > (
          "t0"."collected_at" - INTERVAL '7' DAY
        )
        THEN 1
        WHEN "t0"."posted_at" > (
          "t0"."collected_at" - INTERVAL '14' DAY
        )
        THEN 2
        WHEN "t0"."posted_at" > (
          "t0"."collected_at" - INTERVAL '30' DAY
        )
        THEN 3
        WHEN "t0"."posted_at" > (
          "t0"."collected_at" - INTERVAL '90' DAY
        )
        THEN 4
        WHEN "t0"."posted_at" > (
          "t0"."collected_at" - INTERVAL '365' DAY
        )
        THEN 5
        ELSE 6
      END AS "age"
    FROM "videos" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      )
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."age" ASC;

-- outlier_summary()
WITH "t1" AS (
  SELECT
    "t0"."creator",
    "t0"."plays",
    "t0"."outlier_ratio",
    "t0"."posted_at",
    "t0"."collected_at",
    "t0"."outlier_ratio" >= CAST($least AS DOUBLE) AS "is_outlier",
    "t0"."posted_at" > (
      "t0"."collected_at" - INTERVAL '3' DAY
    ) AS "is_young",
    CASE
      WHEN "t0"."posted_at" > (
        "t0"."collected_at" - INTERVAL '3' DAY
      )
      THEN 0
      WHEN "t0"."posted_at" > (
        "t0"."collected_at" - INTERVAL '7' DAY
      )
      THEN 1
      WHEN "t0"."posted_at" > (
        "t0"."collected_at" - INTERVAL '14' DAY
      )
      THEN 2
      WHEN "t0"."posted_at" > (
        "t0"."collected_at" - INTERVAL '30' DAY
      )
      THEN 3
      WHEN "t0"."posted_at" > (
        "t0"."collected_at" - INTERVAL '90' DAY
      )
      THEN 4
      WHEN "t0"."posted_at" > (
        "t0"."collected_at" - INTERVAL '365' DAY
      )
      THEN 5
      ELSE 6
    END AS "age"
  FROM "videos" AS "t0"
  WHERE
    NOT (
      "t0"."is_pinned"
    ) AND "t0"."outlier_ratio" IS NOT NULL
)
SELECT
  SUM("t6"."n") AS "n",
  SUM("t6"."hits") AS "hits",
  SUM("t6"."young") AS "young",
  SUM("t6"."outliers") AS "outliers",
  SUM("t6"."compared") AS "compared",
  SUM("t6"."above") AS "above",
  COUNT(*) AS "creators",
  COUNT(*) FILTER(WHERE
    "t6"."outliers" > 0) AS "outlier_creators",
  SUM("t6"."outlier_plays") / NULLIF(SUM("t6"."plays"), 0) AS "plays_share",
  (
    SELECT
      *
    FROM (
      SELECT
        QUANTILE_CONT("t4"."outlier_ratio", 0.5) AS "median"
      FROM (
        SELECT
          "t2"."creator",
          "t2"."plays",
          "t2"."outlier_ratio",
          "t2"."posted_at",
          "t2"."collected_at",
          "t2"."is_outlier",
          "t2"."is_young",
          "t2"."age",
          CASE
            WHEN "t2"."age" = 0
            THEN NULLIF(CAST($level_0 AS DOUBLE), 0)
            WHEN "t2"."age" = 1
            THEN NULLIF(CAST($level_1 AS DOUBLE), 0)
            WHEN "t2"."age" = 2
            THEN NULLIF(CAST($level_2 AS DOUBLE), 0)
            WHEN "t2"."age" = 3
            THEN NULLIF(CAST($level_3 AS DOUBLE), 0)
            WHEN "t2"."age" = 4
            THEN NULLIF(CAST($level_4 AS DOUBLE), 0)
            WHEN "t2"."age" = 5
            THEN NULLIF(CAST($level_5 AS DOUBLE), 0)
            WHEN "t2"."age" = 6
            THEN NULLIF(CAST($level_6 AS DOUBLE), 0)
            ELSE NULL
          END AS "level"
        FROM "t1" AS "t2"
        WHERE
          "t2"."is_outlier"
      ) AS "t4"
    ) AS "t5"
  ) AS "median_ratio"
FROM (
  SELECT
    "t3"."creator",
    COUNT(*) FILTER(WHERE
      NOT (
        "t3"."is_young"
      )) AS "n",
    COUNT(*) FILTER(WHERE
      "t3"."is_outlier" AND NOT (
        "t3"."is_young"
      )) AS "hits",
    COUNT(*) FILTER(WHERE
      "t3"."is_young") AS "young",
    COUNT(*) FILTER(WHERE
      "t3"."is_outlier") AS "outliers",
    COUNT(*) FILTER(WHERE
      "t3"."is_outlier" AND (
        "t3"."level" IS NOT NULL
      )) AS "compared",
    COUNT(*) FILTER(WHERE
      "t3"."is_outlier" AND (
        "t3"."plays" > "t3"."level"
      )) AS "above",
    CAST(SUM("t3"."plays") AS DOUBLE) AS "plays",
    CAST(SUM("t3"."plays") FILTER(WHERE
      "t3"."is_outlier") AS DOUBLE) AS "outlier_plays"
  FROM (
    SELECT
      "t2"."creator",
      "t2"."plays",
      "t2"."outlier_ratio",
      "t2"."posted_at",
      "t2"."collected_at",
      "t2"."is_outlier",
      "t2"."is_young",
      "t2"."age",
      CASE
        WHEN "t2"."age" = 0
        THEN NULLIF(CAST($level_0 AS DOUBLE), 0)
        WHEN "t2"."age" = 1
        THEN NULLIF(CAST($level_1 AS DOUBLE), 0)
        WHEN "t2"."age" = 2
        THEN NULLIF(CAST($level_2 AS DOUBLE), 0)
        WHEN "t2"."age" = 3
        THEN NULLIF(CAST($level_3 AS DOUBLE), 0)
        WHEN "t2"."age" = 4
        THEN NULLIF(CAST($level_4 AS DOUBLE), 0)
        WHEN "t2"."age" = 5
        THEN NULLIF(CAST($level_5 AS DOUBLE), 0)
        WHEN "t2"."age" = 6
        THEN NULLIF(CAST($level_6 AS DOUBLE), 0)
        ELSE NULL
      END AS "level"
    FROM "t1" AS "t2"
  ) AS "t3"
  GROUP BY
    1
) AS "t6";

-- ratio_distribution(every=1)
SELECT
  *
FROM (
  SELECT
    "t2"."bin",
    "t2"."is_outlier",
    COUNT(*) AS "n"
  FROM (
    SELECT
      "t1"."outlier_ratio",
      "t1"."is_outlier",
      "t1"."is_young",
      "t1"."tenths",
      LEAST("t1"."tenths", 19) AS "bin"
    FROM (
      SELECT
        "t0"."outlier_ratio",
        "t0"."outlier_ratio" >= CAST($least AS DOUBLE) AS "is_outlier",
        "t0"."posted_at" > (
          "t0"."collected_at" - INTERVAL '3' DAY
        ) AS "is_young",
        CAST(FLOOR(LOG(GREATEST("t0"."outlier_ratio", 0.01)) * 10) AS BIGINT) AS "tenths"
      FROM "videos" AS "t0"
      WHERE
        NOT (
          "t0"."is_pinned"
        )
        AND "t0"."outlier_ratio" IS NOT NULL
        AND NOT (
          "t0"."posted_at" > (
            "t0"."collected_at" - INTERVAL '3' DAY
          )
        )
    ) AS "t1"
  ) AS "t2"
  GROUP BY
    1,
    2
) AS "t3"
ORDER BY
  "t3"."bin" ASC,
  "t3"."is_outlier" ASC;

-- outlier_traits(every=1)
SELECT
  "t4"."duration",
  "t4"."hashtags",
  "t4"."part",
  "t4"."has_dish",
  "t4"."has_place",
  COUNT(*) AS "n",
  SUM(CAST("t4"."is_outlier" AS INT)) AS "hits"
FROM (
  SELECT
    "t3"."is_outlier",
    CASE
      WHEN "t3"."is_photo"
      THEN 9
      ELSE CASE
        WHEN "t3"."duration_s" IS NULL
        THEN CAST(NULL AS BIGINT)
        WHEN "t3"."duration_s" < 10
        THEN 0
        WHEN "t3"."duration_s" < 30
        THEN 1
        WHEN "t3"."duration_s" < 60
        THEN 2
        WHEN "t3"."duration_s" < 90
        THEN 3
        WHEN "t3"."duration_s" < 120
        THEN 4
        WHEN "t3"."duration_s" < 180
        THEN 5
        WHEN "t3"."duration_s" < 300
        THEN 6
        WHEN "t3"."duration_s" < 600
        THEN 7
        ELSE 8
      END
    END AS "duration",
    CASE
      WHEN "t3"."hashtag_count" < 1
      THEN 0
      WHEN "t3"."hashtag_count" < 3
      THEN 1
      WHEN "t3"."hashtag_count" < 6
      THEN 2
      WHEN "t3"."hashtag_count" < 10
      THEN 3
      ELSE 4
    END AS "hashtags",
    CASE
      WHEN "t3"."posted_hour" < 5
      THEN 0
      WHEN "t3"."posted_hour" < 11
      THEN 1
      WHEN "t3"."posted_hour" < 14
      THEN 2
      WHEN "t3"."posted_hour" < 18
      THEN 3
      ELSE 4
    END AS "part",
    "t3"."video_key" IN (
      SELECT
        "t1"."video_key"
      FROM "video_dishes" AS "t1"
    ) AS "has_dish",
    "t3"."province" IS NOT NULL AS "has_place"
  FROM (
    SELECT
      "t0"."video_key",
      "t0"."is_photo",
      "t0"."duration_s",
      "t0"."hashtag_count",
      "t0"."posted_hour",
      "t0"."province",
      "t0"."outlier_ratio" >= CAST($least AS DOUBLE) AS "is_outlier",
      "t0"."posted_at" > (
        "t0"."collected_at" - INTERVAL '3' DAY
      ) AS "is_young"
    FROM "videos" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      )
      AND "t0"."outlier_ratio" IS NOT NULL
      AND NOT (
        "t0"."posted_at" > (
          "t0"."collected_at" - INTERVAL '3' DAY
        )
      )
  ) AS "t3"
) AS "t4"
GROUP BY
  1,
  2,
  3,
  4,
  5;

-- outlier_hooks()
SELECT
  *
FROM (
  SELECT
    "t8"."label",
    COUNT(*) AS "n",
    SUM(CAST("t8"."is_outlier" AS INT)) AS "hits"
  FROM (
    SELECT
      "t5"."video_key",
      "t5"."label",
      "t7"."is_outlier"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t0"."video_key",
          "t0"."label"
        FROM "video_labels" AS "t0"
        WHERE
          "t0"."field" = 'hook_type' AND NOT (
            "t0"."is_pinned"
          )
      ) AS "t2"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT DISTINCT
          "t0"."video_key",
          CAST(NULL AS TEXT) AS "label"
        FROM "video_labels" AS "t0"
        WHERE
          "t0"."field" = 'hook_type' AND NOT (
            "t0"."is_pinned"
          )
      ) AS "t3"
    ) AS "t5"
    INNER JOIN (
      SELECT
        "t1"."video_key",
        "t1"."outlier_ratio" >= CAST($least AS DOUBLE) AS "is_outlier"
      FROM "videos" AS "t1"
      WHERE
        "t1"."outlier_ratio" IS NOT NULL
        AND NOT (
          "t1"."posted_at" > (
            "t1"."collected_at" - INTERVAL '3' DAY
          )
        )
    ) AS "t7"
      ON "t5"."video_key" = "t7"."video_key"
  ) AS "t8"
  GROUP BY
    1
) AS "t9"
ORDER BY
  "t9"."n" DESC,
  "t9"."label" ASC;

-- shortlist(order='plays', most=5)
SELECT
  *
FROM (
  SELECT
    "t10"."age",
    "t10"."video_id",
    "t10"."creator",
    "t10"."caption",
    "t10"."hashtags",
    "t10"."posted_date",
    "t10"."duration_s",
    "t10"."is_photo",
    "t10"."plays",
    "t10"."outlier_ratio",
    "t10"."niche_ratio",
    "t10"."has_ad_signs",
    "t10"."url",
    "t5"."hook",
    "t6"."videos_collected",
    COALESCE("t5"."transcribed", FALSE) AS "transcribed"
  FROM (
    SELECT
      "t7"."video_key",
      "t7"."video_id",
      "t7"."creator",
      "t7"."caption",
      "t7"."hashtags",
      "t7"."posted_date",
      "t7"."duration_s",
      "t7"."is_photo",
      "t7"."plays",
      "t7"."outlier_ratio",
      "t7"."has_ad_signs",
      "t7"."url",
      "t7"."age",
      "t7"."plays" / CASE
        WHEN "t7"."age" = 0
        THEN NULLIF(CAST($level_0 AS DOUBLE), 0)
        WHEN "t7"."age" = 1
        THEN NULLIF(CAST($level_1 AS DOUBLE), 0)
        WHEN "t7"."age" = 2
        THEN NULLIF(CAST($level_2 AS DOUBLE), 0)
        WHEN "t7"."age" = 3
        THEN NULLIF(CAST($level_3 AS DOUBLE), 0)
        WHEN "t7"."age" = 4
        THEN NULLIF(CAST($level_4 AS DOUBLE), 0)
        WHEN "t7"."age" = 5
        THEN NULLIF(CAST($level_5 AS DOUBLE), 0)
        WHEN "t7"."age" = 6
        THEN NULLIF(CAST($level_6 AS DOUBLE), 0)
        ELSE NULL
      END AS "niche_ratio"
    FROM (
      SELECT
        "t2"."video_key",
        "t2"."video_id",
        "t2"."creator",
        "t2"."caption",
        "t2"."hashtags",
        "t2"."posted_date",
        "t2"."duration_s",
        "t2"."is_photo",
        "t2"."plays",
        "t2"."outlier_ratio",
        "t2"."has_ad_signs",
        "t2"."url",
        CASE
          WHEN "t2"."posted_at" > (
            "t2"."collected_at" - INTERVAL '3' DAY
          )
          THEN 0
          WHEN "t2"."posted_at" > (
            "t2"."collected_at" - INTERVAL '7' DAY
          )
          THEN 1
          WHEN "t2"."posted_at" > (
            "t2"."collected_at" - INTERVAL '14' DAY
          )
          THEN 2
          WHEN "t2"."posted_at" > (
            "t2"."collected_at" - INTERVAL '30' DAY
          )
          THEN 3
          WHEN "t2"."posted_at" > (
            "t2"."collected_at" - INTERVAL '90' DAY
          )
          THEN 4
          WHEN "t2"."posted_at" > (
            "t2"."collected_at" - INTERVAL '365' DAY
          )
          THEN 5
          ELSE 6
        END AS "age"
      FROM "videos" AS "t2"
      WHERE
        NOT (
          "t2"."is_pinned"
        )
        AND "t2"."outlier_ratio" IS NOT NULL
        AND "t2"."outlier_ratio" >= CAST($least AS DOUBLE)
    ) AS "t7"
    ORDER BY
      "t7"."plays" DESC,
      "t7"."video_id" ASC
    LIMIT 5
  ) AS "t10"
  LEFT OUTER JOIN (
    SELECT
      "t0"."video_key",
      "t0"."hook",
      TRUE AS "transcribed"
    FROM "transcripts" AS "t0"
  ) AS "t5"
    ON "t10"."video_key" = "t5"."video_key"
  LEFT OUTER JOIN (
    SELECT
      "t1"."creator",
      "t1"."videos_collected"
    FROM "creators" AS "t1"
  ) AS "t6"
    ON "t10"."creator" = "t6"."creator"
) AS "t11"
ORDER BY
  "t11"."plays" DESC,
  "t11"."video_id" ASC;
