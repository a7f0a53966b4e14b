-- coverage()
SELECT
  COUNT(DISTINCT "t0"."video_key") AS "named",
  COUNT(DISTINCT "t0"."dish_group") AS "groups",
  COUNT(DISTINCT "t0"."dish") AS "dishes",
  COUNT(DISTINCT "t0"."creator") AS "creators",
  (
    SELECT
      COUNT(*) AS "n"
    FROM "videos" AS "t1"
  ) AS "n"
FROM "video_dishes" AS "t0";

-- metric_by_group(metric='plays', aggregate='median', most=5)
SELECT
  *
FROM (
  SELECT
    "t3".*
    EXCLUDE ("quartiles")
  FROM (
    SELECT
      "t2"."dish_group",
      "t2"."n",
      "t2"."creators",
      "t2"."value",
      "t2"."valued",
      "t2"."quartiles",
      LIST_EXTRACT("t2"."quartiles", 1) AS "p25",
      LIST_EXTRACT("t2"."quartiles", 2) AS "p50",
      LIST_EXTRACT("t2"."quartiles", 3) AS "p75"
    FROM (
      SELECT
        "t1"."dish_group",
        COUNT(*) AS "n",
        COUNT(DISTINCT "t1"."creator") AS "creators",
        QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
          NOT (
            "t1"."is_pinned"
          )) AS "value",
        COUNT(*) FILTER(WHERE
          NOT (
            "t1"."is_pinned"
          ) AND (
            "t1"."plays" IS NOT NULL
          )) AS "valued",
        QUANTILE_CONT("t1"."plays", [0.25, 0.5, 0.75]) FILTER(WHERE
          NOT (
            "t1"."is_pinned"
          )) AS "quartiles"
      FROM (
        SELECT DISTINCT
          "t0"."video_key",
          "t0"."dish_group",
          "t0"."creator",
          "t0"."is_pinned",
          "t0"."plays"
        FROM "video_dishes" AS "t0"
      ) AS "t1"
      GROUP BY
        1
    ) AS "t2"
  ) AS "t3"
) AS "t4"
ORDER BY
  "t4"."n" DESC,
  "t4"."dish_group" ASC
LIMIT 5;

-- spread_of_named(metric='plays')
SELECT
  "t6".*
  EXCLUDE ("quartiles")
FROM (
  SELECT
    "t5"."valued",
    "t5"."quartiles",
    LIST_EXTRACT("t5"."quartiles", 1) AS "p25",
    LIST_EXTRACT("t5"."quartiles", 2) AS "p50",
    LIST_EXTRACT("t5"."quartiles", 3) AS "p75"
  FROM (
    SELECT
      COUNT(*) FILTER(WHERE
        NOT (
          "t4"."is_pinned"
        ) AND (
          "t4"."plays" IS NOT NULL
        )) AS "valued",
      QUANTILE_CONT("t4"."plays", [0.25, 0.5, 0.75]) FILTER(WHERE
        NOT (
          "t4"."is_pinned"
        )) AS "quartiles"
    FROM (
      SELECT
        "t2".…
      FROM "videos" AS "t2"
      SEMI JOIN "video_dishes" AS "t3"
        ON "t2"."video_key" = "t3"."video_key"
    ) AS "t4"
  ) AS "t5"
) AS "t6";

-- variants(metric='plays', most=5)
WITH "t1" AS (
  SELECT
    *
  FROM "video_dishes" AS "t0"
  WHERE
    "t0"."dish_group" = $group
)
SELECT
  "t10"."dish",
  "t10"."n",
  "t10"."creators",
  "t10"."valued",
  "t10"."p25",
  "t10"."p50",
  "t10"."p75",
  (
    SELECT
      COUNT(DISTINCT "t2"."video_key") AS "n"
    FROM "t1" AS "t2"
  ) AS "all_n",
  (
    SELECT
      COUNT(DISTINCT "t2"."dish") AS "n"
    FROM "t1" AS "t2"
  ) AS "all_variants",
  (
    SELECT
      COUNT(*) AS "n"
    FROM "t1" AS "t2"
  ) AS "all_mentions"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t7".*
      EXCLUDE ("quartiles")
    FROM (
      SELECT
        "t6"."dish",
        "t6"."n",
        "t6"."creators",
        "t6"."valued",
        "t6"."quartiles",
        LIST_EXTRACT("t6"."quartiles", 1) AS "p25",
        LIST_EXTRACT("t6"."quartiles", 2) AS "p50",
        LIST_EXTRACT("t6"."quartiles", 3) AS "p75"
      FROM (
        SELECT
          "t2"."dish",
          COUNT(*) AS "n",
          COUNT(DISTINCT "t2"."creator") AS "creators",
          COUNT(*) FILTER(WHERE
            NOT (
              "t2"."is_pinned"
            ) AND (
              "t2"."plays" IS NOT NULL
            )) AS "valued",
          QUANTILE_CONT("t2"."plays", [0.25, 0.5, 0.75]) FILTER(WHERE
            NOT (
              "t2"."is_pinned"
            )) AS "quartiles"
        FROM "t1" AS "t2"
        GROUP BY
          1
      ) AS "t6"
    ) AS "t7"
  ) AS "t8"
  ORDER BY
    "t8"."n" DESC,
    "t8"."dish" ASC
  LIMIT 5
) AS "t10";

-- videos_by_period(period='week')
SELECT
  "t6"."period",
  "t6"."n",
  COALESCE("t6"."named", 0) AS "named"
FROM (
  SELECT
    "t3"."period",
    "t3"."n",
    "t5"."period" AS "period_right",
    "t5"."named"
  FROM (
    SELECT
      "t0"."week_start" AS "period",
      COUNT(*) AS "n"
    FROM "videos" AS "t0"
    GROUP BY
      1
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      "t1"."week_start" AS "period",
      COUNT(DISTINCT "t1"."video_key") AS "named"
    FROM "video_dishes" AS "t1"
    GROUP BY
      1
  ) AS "t5"
    ON "t3"."period" = "t5"."period"
) AS "t6"
ORDER BY
  "t6"."period" ASC;

-- group_by_period(period='week', metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."week_start" AS "period",
    COUNT(*) AS "n",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value"
  FROM (
    SELECT DISTINCT
      "t0"."video_key",
      "t0"."posted_date",
      "t0"."week_start",
      "t0"."is_pinned",
      "t0"."plays"
    FROM "video_dishes" AS "t0"
    WHERE
      "t0"."dish_group" = $group
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."period" ASC;

-- named_together(together=2, least=2, most=5)
SELECT
  "t9"."dish_group",
  "t9"."n",
  "t9"."together",
  (
    SELECT
      COUNT(DISTINCT "t2"."video_key") AS "n"
    FROM (
      SELECT
        *
      FROM "video_dishes" AS "t0"
      WHERE
        "t0"."dish_group" = $group
    ) AS "t2"
  ) AS "group_n",
  (
    SELECT
      COUNT(DISTINCT "t0"."video_key") AS "n"
    FROM "video_dishes" AS "t0"
  ) AS "total"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t5"."dish_group",
      COUNT(*) AS "n",
      COUNT(*) FILTER(WHERE
        "t5"."beside") AS "together"
    FROM (
      SELECT
        "t1"."video_key",
        "t1"."dish_group",
        "t1"."video_key" IN (
          SELECT
            "t0"."video_key"
          FROM "video_dishes" AS "t0"
          WHERE
            "t0"."dish_group" = $group
        ) AS "beside"
      FROM (
        SELECT DISTINCT
          "t0"."video_key",
          "t0"."dish_group"
        FROM "video_dishes" AS "t0"
      ) AS "t1"
    ) AS "t5"
    GROUP BY
      1
  ) AS "t7"
  WHERE
    "t7"."together" >= 2 AND "t7"."n" >= 2 AND "t7"."dish_group" <> $group
  ORDER BY
    "t7"."together" / "t7"."n" DESC,
    "t7"."together" DESC,
    "t7"."dish_group" ASC
  LIMIT 5
) AS "t9";

-- within_creator_by_group(metric='plays', every=1)
WITH "t2" AS (
  SELECT DISTINCT
    "t0"."creator",
    "t0"."video_key",
    "t0"."dish_group",
    LN("t0"."plays" + 1) AS "outcome"
  FROM "video_dishes" AS "t0"
  WHERE
    NOT (
      "t0"."is_pinned"
    ) AND "t0"."plays" IS NOT NULL
)
SELECT
  *
FROM (
  SELECT
    "t14"."bin",
    SUM("t14"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t14"."d") AS "sum_d",
    SUM("t14"."w") AS "sum_w",
    SUM("t14"."d" * "t14"."d") AS "sum_dd",
    SUM("t14"."d" * "t14"."w") AS "sum_dw",
    SUM("t14"."w" * "t14"."w") AS "sum_ww"
  FROM (
    SELECT
      "t13"."bin",
      "t13"."n",
      "t13"."total" - (
        (
          "t13"."n" * "t13"."all_total"
        ) / "t13"."all_n"
      ) AS "d",
      "t13"."n" * (
        1 - (
          "t13"."n" / "t13"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t12"."creator",
        "t12"."bin",
        "t12"."n",
        "t12"."total",
        "t9"."all_n",
        "t9"."all_total"
      FROM (
        SELECT
          "t10"."creator",
          "t10"."bin",
          COUNT(*) AS "n",
          SUM("t10"."outcome") AS "total"
        FROM (
          SELECT
            "t7"."creator",
            "t7"."video_key",
            "t7"."bin",
            "t7"."outcome"
          FROM (
            SELECT
              "t4"."creator",
              "t4"."video_key",
              "t4"."dish_group" AS "bin",
              "t4"."outcome"
            FROM "t2" AS "t4"
          ) AS "t7"
          SEMI JOIN (
            SELECT
              UNNEST(STR_SPLIT($groups, '
')) AS "bin"
          ) AS "t3"
            ON "t7"."bin" = "t3"."bin"
        ) AS "t10"
        GROUP BY
          1,
          2
      ) AS "t12"
      INNER JOIN (
        SELECT
          "t5"."creator",
          CAST(COUNT(*) AS DOUBLE) AS "all_n",
          SUM("t5"."outcome") AS "all_total"
        FROM (
          SELECT DISTINCT
            "t4"."creator",
            "t4"."video_key",
            "t4"."outcome"
          FROM "t2" AS "t4"
        ) AS "t5"
        GROUP BY
          1
      ) AS "t9"
        ON "t12"."creator" = "t9"."creator"
    ) AS "t13"
    WHERE
      "t13"."n" < "t13"."all_n"
  ) AS "t14"
  GROUP BY
    1
) AS "t15"
ORDER BY
  "t15"."bin" ASC;
