-- labelled()
SELECT
  COUNT(DISTINCT "t0"."video_key") AS "n"
FROM "video_labels" AS "t0";

-- label_options()
SELECT
  *
FROM (
  SELECT
    "t1"."label",
    COUNT(*) AS "n"
  FROM (
    SELECT
      *
    FROM "video_labels" AS "t0"
    WHERE
      "t0"."field" = $field
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."n" DESC,
  "t2"."label" ASC;

-- fields_used()
SELECT
  *
FROM (
  SELECT
    "t0"."field",
    COUNT(DISTINCT "t0"."video_key") AS "n"
  FROM "video_labels" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."n" DESC,
  "t1"."field" ASC;

-- profile_by_label(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."label",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "plays",
    QUANTILE_CONT("t1"."likes", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "likes",
    QUANTILE_CONT("t1"."comments", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "comments",
    QUANTILE_CONT("t1"."shares", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "shares",
    QUANTILE_CONT("t1"."saves", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "saves",
    QUANTILE_CONT("t1"."engagement_rate", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "engagement_rate"
  FROM (
    SELECT
      *
    FROM "video_labels" AS "t0"
    WHERE
      "t0"."field" = $field
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."n" DESC,
  "t2"."label" ASC;

-- profile_of_labelled()
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
    NOT (
      "t1"."is_pinned"
    )) AS "plays",
  QUANTILE_CONT("t1"."likes", 0.5) FILTER(WHERE
    NOT (
      "t1"."is_pinned"
    )) AS "likes",
  QUANTILE_CONT("t1"."comments", 0.5) FILTER(WHERE
    NOT (
      "t1"."is_pinned"
    )) AS "comments",
  QUANTILE_CONT("t1"."shares", 0.5) FILTER(WHERE
    NOT (
      "t1"."is_pinned"
    )) AS "shares",
  QUANTILE_CONT("t1"."saves", 0.5) FILTER(WHERE
    NOT (
      "t1"."is_pinned"
    )) AS "saves",
  QUANTILE_CONT("t1"."engagement_rate", 0.5) FILTER(WHERE
    NOT (
      "t1"."is_pinned"
    )) AS "engagement_rate"
FROM (
  SELECT DISTINCT
    "t0"."video_key",
    "t0"."is_pinned",
    "t0"."plays",
    "t0"."likes",
    "t0"."comments",
    "t0"."shares",
    "t0"."saves",
    "t0"."engagement_rate"
  FROM "video_labels" AS "t0"
  WHERE
    "t0"."field" = $field
) AS "t1";

-- within_creator_by_label(metric='plays')
SELECT
  *
FROM (
  SELECT
    "t8"."bin",
    SUM("t8"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t8"."d") AS "sum_d",
    SUM("t8"."w") AS "sum_w",
    SUM("t8"."d" * "t8"."d") AS "sum_dd",
    SUM("t8"."d" * "t8"."w") AS "sum_dw",
    SUM("t8"."w" * "t8"."w") AS "sum_ww"
  FROM (
    SELECT
      "t7"."bin",
      "t7"."n",
      "t7"."total" - (
        (
          "t7"."n" * "t7"."all_total"
        ) / "t7"."all_n"
      ) AS "d",
      "t7"."n" * (
        1 - (
          "t7"."n" / "t7"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t5"."creator",
        "t5"."bin",
        "t5"."n",
        "t5"."total",
        "t6"."all_n",
        "t6"."all_total"
      FROM (
        SELECT
          "t1"."creator",
          "t1"."bin",
          COUNT(*) AS "n",
          SUM("t1"."outcome") AS "total"
        FROM (
          SELECT
            "t0"."creator",
            "t0"."video_key",
            "t0"."label" AS "bin",
            LN("t0"."plays" + 1) AS "outcome"
          FROM "video_labels" AS "t0"
          WHERE
            "t0"."field" = $field
            AND NOT (
              "t0"."is_pinned"
            )
            AND "t0"."plays" IS NOT NULL
        ) AS "t1"
        GROUP BY
          1,
          2
      ) AS "t5"
      INNER JOIN (
        SELECT
          "t2"."creator",
          CAST(COUNT(*) AS DOUBLE) AS "all_n",
          SUM("t2"."outcome") AS "all_total"
        FROM (
          SELECT DISTINCT
            "t0"."creator",
            "t0"."video_key",
            LN("t0"."plays" + 1) AS "outcome"
          FROM "video_labels" AS "t0"
          WHERE
            "t0"."field" = $field
            AND NOT (
              "t0"."is_pinned"
            )
            AND "t0"."plays" IS NOT NULL
        ) AS "t2"
        GROUP BY
          1
      ) AS "t6"
        ON "t5"."creator" = "t6"."creator"
    ) AS "t7"
    WHERE
      "t7"."n" < "t7"."all_n"
  ) AS "t8"
  GROUP BY
    1
) AS "t9"
ORDER BY
  "t9"."bin" ASC;

-- ranks_by_label(metric='plays', least=2)
WITH "t4" AS (
  SELECT
    *
  FROM (
    SELECT
      "t2"."label",
      "t2"."step",
      "t2"."n",
      SUM("t2"."n") OVER (
        PARTITION BY "t2"."label"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "in_label"
    FROM (
      SELECT
        "t1"."label",
        "t1"."step",
        COUNT(*) AS "n"
      FROM (
        SELECT
          "t0".…,
          CAST(ROUND(LN("t0"."plays" + 1) * 1000, 0) AS BIGINT) AS "step"
        FROM "video_labels" AS "t0"
        WHERE
          "t0"."field" = $field AND "t0"."plays" IS NOT NULL
      ) AS "t1"
      GROUP BY
        1,
        2
    ) AS "t2"
  ) AS "t3"
  WHERE
    "t3"."in_label" >= 2
)
SELECT
  *
FROM (
  SELECT
    "t10"."label",
    SUM("t10"."n") AS "n",
    SUM("t10"."n" * "t10"."rank") AS "rank_sum",
    SUM("t10"."n" * "t10"."rank" * "t10"."rank") AS "rank_squares"
  FROM (
    SELECT
      "t6"."label",
      "t6"."step",
      "t6"."n",
      "t6"."in_label",
      "t9"."rank"
    FROM "t4" AS "t6"
    INNER JOIN (
      SELECT
        "t7"."step",
        SUM("t7"."tied") OVER (ORDER BY "t7"."step" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - (
          (
            "t7"."tied" - 1
          ) / 2
        ) AS "rank"
      FROM (
        SELECT
          "t5"."step",
          SUM("t5"."n") AS "tied"
        FROM "t4" AS "t5"
        GROUP BY
          1
      ) AS "t7"
    ) AS "t9"
      ON "t6"."step" = "t9"."step"
  ) AS "t10"
  GROUP BY
    1
) AS "t11"
ORDER BY
  "t11"."label" ASC;

-- distributions()
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      COALESCE(
        CASE
          WHEN "t0"."words_per_second" IS NULL
          THEN -1
          ELSE LEAST(CAST(FLOOR("t0"."words_per_second" / 0.25) AS BIGINT), 32)
        END,
        -1
      ) AS "bin",
      'speech' AS "measure",
      COUNT(*) AS "n"
    FROM "videos" AS "t0"
    GROUP BY
      1
  ) AS "t1"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        COALESCE(
          CASE
            WHEN "t0"."duration_s" IS NULL
            THEN -1
            ELSE LEAST(CAST(FLOOR("t0"."duration_s" / 10) AS BIGINT), 30)
          END,
          -1
        ) AS "bin",
        'duration' AS "measure",
        COUNT(*) AS "n"
      FROM "videos" AS "t0"
      GROUP BY
        1
    ) AS "t2"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        COALESCE(
          CASE
            WHEN "t0"."hashtag_count" IS NULL
            THEN -1
            ELSE LEAST(CAST(FLOOR("t0"."hashtag_count" / 1) AS BIGINT), 20)
          END,
          -1
        ) AS "bin",
        'hashtags' AS "measure",
        COUNT(*) AS "n"
      FROM "videos" AS "t0"
      GROUP BY
        1
    ) AS "t3"
  ) AS "t4"
) AS "t5"
ORDER BY
  "t5"."measure" ASC,
  "t5"."bin" ASC;

-- spread_by_duration(metric='plays')
SELECT
  "t2"."bin",
  "t2"."n",
  LIST_EXTRACT("t2"."quantiles", 1) AS "p5",
  LIST_EXTRACT("t2"."quantiles", 2) AS "p25",
  LIST_EXTRACT("t2"."quantiles", 3) AS "p50",
  LIST_EXTRACT("t2"."quantiles", 4) AS "p75",
  LIST_EXTRACT("t2"."quantiles", 5) AS "p95"
FROM (
  SELECT
    "t1"."bin",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", [0.05, 0.25, 0.5, 0.75, 0.95]) AS "quantiles"
  FROM (
    SELECT
      "t0".…,
      CASE
        WHEN "t0"."duration_s" IS NULL
        THEN CAST(NULL AS BIGINT)
        WHEN "t0"."duration_s" < 10
        THEN 0
        WHEN "t0"."duration_s" < 30
        THEN 1
        WHEN "t0"."duration_s" < 60
        THEN 2
        WHEN "t0"."duration_s" < 90
        THEN 3
        WHEN "t0"."duration_s" < 120
        THEN 4
        WHEN "t0"."duration_s" < 180
        THEN 5
        WHEN "t0"."duration_s" < 300
        THEN 6
        WHEN "t0"."duration_s" < 600
        THEN 7
        ELSE 8
      END AS "bin"
    FROM "videos" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      )
      AND CASE
        WHEN "t0"."duration_s" IS NULL
        THEN CAST(NULL AS BIGINT)
        WHEN "t0"."duration_s" < 10
        THEN 0
        WHEN "t0"."duration_s" < 30
        THEN 1
        WHEN "t0"."duration_s" < 60
        THEN 2
        WHEN "t0"."duration_s" < 90
        THEN 3
        WHEN "t0"."duration_s" < 120
        THEN 4
        WHEN "t0"."duration_s" < 180
        THEN 5
        WHEN "t0"."duration_s" < 300
        THEN 6
        WHEN "t0"."duration_s" < 600
        THEN 7
        ELSE 8
      END IS NOT NULL
      AND "t0"."plays" IS NOT NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."bin" ASC;

-- spread_by_pace(metric='plays')
SELECT
  "t2"."bin",
  "t2"."n",
  LIST_EXTRACT("t2"."quantiles", 1) AS "p25",
  LIST_EXTRACT("t2"."quantiles", 2) AS "p50",
  LIST_EXTRACT("t2"."quantiles", 3) AS "p75"
FROM (
  SELECT
    "t1"."bin",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", [0.25, 0.5, 0.75]) AS "quantiles"
  FROM (
    SELECT
      "t0".…,
      CAST(FLOOR("t0"."words_per_second" / 0.5) AS BIGINT) AS "bin"
    FROM "videos" AS "t0"
    WHERE
      "t0"."words_per_second" IS NOT NULL
      AND "t0"."words_per_second" < 8.0
      AND NOT (
        "t0"."is_pinned"
      )
      AND CAST(FLOOR("t0"."words_per_second" / 0.5) AS BIGINT) IS NOT NULL
      AND "t0"."plays" IS NOT NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."bin" ASC;

-- pace_slope(metric='plays')
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
    "t2"."n",
    "t2"."d",
    "t2"."w",
    'pace' AS "bin"
  FROM (
    SELECT
      "t1"."creator",
      COUNT(*) AS "n",
      SUM("t1"."x" * "t1"."y") - (
        (
          SUM("t1"."x") * SUM("t1"."y")
        ) / COUNT(*)
      ) AS "d",
      SUM("t1"."x" * "t1"."x") - (
        (
          SUM("t1"."x") * SUM("t1"."x")
        ) / COUNT(*)
      ) AS "w",
      SUM("t1"."x" * "t1"."x") AS "squares"
    FROM (
      SELECT
        "t0"."creator",
        "t0"."words_per_second" AS "x",
        LN("t0"."plays" + 1) AS "y"
      FROM "videos" AS "t0"
      WHERE
        "t0"."words_per_second" IS NOT NULL
        AND "t0"."words_per_second" < 8.0
        AND NOT (
          "t0"."is_pinned"
        )
        AND "t0"."plays" IS NOT NULL
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  WHERE
    "t2"."n" >= 2 AND "t2"."w" > (
      "t2"."squares" * 1e-12
    )
) AS "t3"
GROUP BY
  1;
