-- summary(metric='plays')
SELECT
  COUNT(*) AS "n",
  COUNT(DISTINCT "t0"."creator") AS "creators",
  MIN("t0"."posted_date") AS "first",
  MAX("t0"."posted_date") AS "last",
  CAST(SUM("t0"."plays") AS DOUBLE) AS "sum",
  AVG("t0"."plays") AS "mean",
  QUANTILE_CONT("t0"."plays", 0.5) FILTER(WHERE
    NOT (
      "t0"."is_pinned"
    )) AS "median",
  CAST(MAX("t0"."plays") AS DOUBLE) AS "highest",
  FIRST("t0"."video_key" ORDER BY "t0"."plays" DESC) AS "top_key"
FROM "videos" AS "t0";

-- video_by_key()
SELECT
  "t0"."creator",
  "t0"."caption",
  "t0"."url"
FROM "videos" AS "t0"
WHERE
  "t0"."video_key" = CAST($key AS INT);

-- metric_by_duration(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."bin",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value"
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
      END IS NOT NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."bin" ASC;

-- metric_by_hour(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."hour",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value"
  FROM (
    SELECT
      "t0".… AS "hour"
    FROM "videos" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."hour" ASC;

-- metric_by_weekday(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."weekday",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value"
  FROM (
    SELECT
      "t0".… AS "weekday"
    FROM "videos" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."weekday" ASC;

-- metric_by_weekday_hour(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."weekday",
    "t1"."hour",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value"
  FROM (
    SELECT
      "t0".… AS "weekday",
      "t0"."posted_hour" AS "hour"
    FROM "videos" AS "t0"
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."weekday" ASC,
  "t2"."hour" ASC;

-- metric_by_month(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."year",
    "t1"."month",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value"
  FROM (
    SELECT
      "t0".… AS "year",
      "t0"."posted_month" AS "month"
    FROM "videos" AS "t0"
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."year" ASC,
  "t2"."month" ASC;

-- metric_by_year(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."year",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value"
  FROM (
    SELECT
      "t0".… AS "year"
    FROM "videos" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."year" ASC;

-- within_creator_by_hour(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t4"."bin",
    SUM("t4"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t4"."d") AS "sum_d",
    SUM("t4"."w") AS "sum_w",
    SUM("t4"."d" * "t4"."d") AS "sum_dd",
    SUM("t4"."d" * "t4"."w") AS "sum_dw",
    SUM("t4"."w" * "t4"."w") AS "sum_ww"
  FROM (
    SELECT
      "t3"."bin",
      "t3"."n",
      "t3"."total" - (
        (
          "t3"."n" * "t3"."all_total"
        ) / "t3"."all_n"
      ) AS "d",
      "t3"."n" * (
        1 - (
          "t3"."n" / "t3"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t2"."creator",
        "t2"."bin",
        "t2"."n",
        "t2"."total",
        CAST(SUM("t2"."n") OVER (
          PARTITION BY "t2"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS DOUBLE) AS "all_n",
        SUM("t2"."total") OVER (
          PARTITION BY "t2"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "all_total"
      FROM (
        SELECT
          "t1"."creator",
          "t1"."bin",
          COUNT(*) AS "n",
          SUM("t1"."outcome") AS "total"
        FROM (
          SELECT
            "t0".… AS "bin",
            LN("t0"."plays" + 1) AS "outcome"
          FROM "videos" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND "t0"."posted_hour" IS NOT NULL
            AND "t0"."plays" IS NOT NULL
        ) AS "t1"
        GROUP BY
          1,
          2
      ) AS "t2"
    ) AS "t3"
    WHERE
      "t3"."n" < "t3"."all_n"
  ) AS "t4"
  GROUP BY
    1
) AS "t5"
ORDER BY
  "t5"."bin" ASC;

-- within_creator_by_weekday(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t4"."bin",
    SUM("t4"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t4"."d") AS "sum_d",
    SUM("t4"."w") AS "sum_w",
    SUM("t4"."d" * "t4"."d") AS "sum_dd",
    SUM("t4"."d" * "t4"."w") AS "sum_dw",
    SUM("t4"."w" * "t4"."w") AS "sum_ww"
  FROM (
    SELECT
      "t3"."bin",
      "t3"."n",
      "t3"."total" - (
        (
          "t3"."n" * "t3"."all_total"
        ) / "t3"."all_n"
      ) AS "d",
      "t3"."n" * (
        1 - (
          "t3"."n" / "t3"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t2"."creator",
        "t2"."bin",
        "t2"."n",
        "t2"."total",
        CAST(SUM("t2"."n") OVER (
          PARTITION BY "t2"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS DOUBLE) AS "all_n",
        SUM("t2"."total") OVER (
          PARTITION BY "t2"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "all_total"
      FROM (
        SELECT
          "t1"."creator",
          "t1"."bin",
          COUNT(*) AS "n",
          SUM("t1"."outcome") AS "total"
        FROM (
          SELECT
            "t0".… AS "bin",
            LN("t0"."plays" + 1) AS "outcome"
          FROM "videos" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND "t0"."posted_weekday" IS NOT NULL
            AND "t0"."plays" IS NOT NULL
        ) AS "t1"
        GROUP BY
          1,
          2
      ) AS "t2"
    ) AS "t3"
    WHERE
      "t3"."n" < "t3"."all_n"
  ) AS "t4"
  GROUP BY
    1
) AS "t5"
ORDER BY
  "t5"."bin" ASC;

-- within_creator_by_duration(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t4"."bin",
    SUM("t4"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t4"."d") AS "sum_d",
    SUM("t4"."w") AS "sum_w",
    SUM("t4"."d" * "t4"."d") AS "sum_dd",
    SUM("t4"."d" * "t4"."w") AS "sum_dw",
    SUM("t4"."w" * "t4"."w") AS "sum_ww"
  FROM (
    SELECT
      "t3"."bin",
      "t3"."n",
      "t3"."total" - (
        (
          "t3"."n" * "t3"."all_total"
        ) / "t3"."all_n"
      ) AS "d",
      "t3"."n" * (
        1 - (
          "t3"."n" / "t3"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t2"."creator",
        "t2"."bin",
        "t2"."n",
        "t2"."total",
        CAST(SUM("t2"."n") OVER (
          PARTITION BY "t2"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS DOUBLE) AS "all_n",
        SUM("t2"."total") OVER (
          PARTITION BY "t2"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "all_total"
      FROM (
        SELECT
          "t1"."creator",
          "t1"."bin",
          COUNT(*) AS "n",
          SUM("t1"."outcome") AS "total"
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
            END AS "bin",
            LN("t0"."plays" + 1) AS "outcome"
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
          1,
          2
      ) AS "t2"
    ) AS "t3"
    WHERE
      "t3"."n" < "t3"."all_n"
  ) AS "t4"
  GROUP BY
    1
) AS "t5"
ORDER BY
  "t5"."bin" ASC;

-- video_rows(order='plays', descending=1, offset=0, limit=5)
SELECT
  "t2"."video_id",
  "t2"."creator",
  "t2"."caption",
  "t2"."posted_date",
  "t2"."posted_hour",
  "t2"."duration_s",
  "t2"."plays",
  "t2"."likes",
  "t2"."comments",
  "t2"."shares",
  "t2"."saves",
  "t2"."engagement_rate",
  "t2"."outlier_ratio",
  "t2"."hashtag_count",
  "t2"."url"
FROM (
  SELECT
    *
  FROM "videos" AS "t0"
  ORDER BY
    "t0"."plays" DESC,
    "t0"."video_id" ASC
  LIMIT 5
) AS "t2";

-- top_videos(metric='plays', most=5)
SELECT
  "t2"."video_id",
  "t2"."creator",
  "t2"."caption",
  "t2"."posted_date",
  "t2"."posted_hour",
  "t2"."duration_s",
  "t2"."plays",
  "t2"."likes",
  "t2"."comments",
  "t2"."shares",
  "t2"."saves",
  "t2"."engagement_rate",
  "t2"."outlier_ratio",
  "t2"."hashtag_count",
  "t2"."url"
FROM (
  SELECT
    *
  FROM "videos" AS "t0"
  ORDER BY
    "t0"."plays" DESC,
    "t0"."video_id" ASC
  LIMIT 5
) AS "t2";

-- video_count()
SELECT
  COUNT(*) AS "n"
FROM "videos" AS "t0";
