-- known_days()
SELECT
  MIN("t1"."posted_date") AS "first",
  MAX("t1"."posted_date") AS "last"
FROM (
  SELECT
    *
  FROM "videos" AS "t0"
  WHERE
    NOT (
      "t0"."is_pinned"
    )
) AS "t1";

-- metric_by_week(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t3"."period",
    "t3"."week_start",
    COUNT(*) AS "n",
    QUANTILE_CONT("t3"."plays", 0.5) FILTER(WHERE
      NOT (
        "t3"."is_pinned"
      )) AS "value"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t0"."week_start",
        "t0"."is_pinned",
        "t0"."plays",
        1 AS "period"
      FROM "videos" AS "t0"
      WHERE
        "t0"."posted_date" BETWEEN CAST($first_from AS DATE) AND CAST($first_until AS DATE)
    ) AS "t1"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t0"."week_start",
        "t0"."is_pinned",
        "t0"."plays",
        2 AS "period"
      FROM "videos" AS "t0"
      WHERE
        "t0"."posted_date" BETWEEN CAST($second_from AS DATE) AND CAST($second_until AS DATE)
    ) AS "t2"
  ) AS "t3"
  GROUP BY
    1,
    2
) AS "t4"
ORDER BY
  "t4"."period" ASC,
  "t4"."week_start" ASC;

-- totals(metric='plays', grown=14)
SELECT
  *
FROM (
  SELECT
    "t5".*
    EXCLUDE ("quantiles")
  FROM (
    SELECT
      "t4"."period",
      "t4"."n",
      "t4"."creators",
      "t4"."plays",
      "t4"."median_plays",
      "t4"."median_rate",
      "t4"."hashtags",
      "t4"."duration_s",
      "t4"."age",
      "t4"."young",
      "t4"."photo",
      "t4"."shop",
      "t4"."ad",
      "t4"."original",
      "t4"."measured",
      "t4"."quantiles",
      LIST_EXTRACT("t4"."quantiles", 1) AS "p5",
      LIST_EXTRACT("t4"."quantiles", 2) AS "p25",
      LIST_EXTRACT("t4"."quantiles", 3) AS "p50",
      LIST_EXTRACT("t4"."quantiles", 4) AS "p75",
      LIST_EXTRACT("t4"."quantiles", 5) AS "p95"
    FROM (
      SELECT
        "t3"."period",
        COUNT(*) AS "n",
        COUNT(DISTINCT "t3"."creator") AS "creators",
        CAST(SUM("t3"."plays") AS DOUBLE) AS "plays",
        QUANTILE_CONT("t3"."plays", 0.5) FILTER(WHERE
          NOT (
            "t3"."is_pinned"
          )) AS "median_plays",
        QUANTILE_CONT("t3"."engagement_rate", 0.5) FILTER(WHERE
          NOT (
            "t3"."is_pinned"
          )) AS "median_rate",
        AVG("t3"."hashtag_count") AS "hashtags",
        QUANTILE_CONT("t3"."duration_s", 0.5) AS "duration_s",
        QUANTILE_CONT("t3"."age", 0.5) AS "age",
        COUNT(*) FILTER(WHERE
          "t3"."age" < 14) AS "young",
        SUM(CAST("t3"."is_photo" AS INT)) AS "photo",
        SUM(CAST("t3"."is_shop" AS INT)) AS "shop",
        SUM(CAST("t3"."has_ad_signs" AS INT)) AS "ad",
        SUM(CAST("t3"."original" AS INT)) AS "original",
        COUNT(*) FILTER(WHERE
          NOT (
            "t3"."is_pinned"
          ) AND (
            "t3"."plays" IS NOT NULL
          )) AS "measured",
        QUANTILE_CONT("t3"."plays", [0.05, 0.25, 0.5, 0.75, 0.95]) FILTER(WHERE
          NOT (
            "t3"."is_pinned"
          ) AND (
            "t3"."plays" IS NOT NULL
          )) AS "quantiles"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t0"."creator",
            "t0"."plays",
            "t0"."engagement_rate",
            "t0"."hashtag_count",
            "t0"."duration_s",
            "t0"."is_photo",
            "t0"."is_shop",
            "t0"."has_ad_signs",
            COALESCE("t0"."music_is_original", FALSE)
            OR (
              COALESCE("t0"."music_title", '') IN ('nhạc nền', 'original sound')
              OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'nhạc nền - ')
              OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'original sound - ')
            ) AS "original",
            (
              EPOCH(CAST("t0"."collected_at" AS TIMESTAMP)) - EPOCH(CAST("t0"."posted_at" AS TIMESTAMP))
            ) / 86400 AS "age",
            "t0"."is_pinned",
            1 AS "period"
          FROM "videos" AS "t0"
          WHERE
            "t0"."posted_date" BETWEEN CAST($first_from AS DATE) AND CAST($first_until AS DATE)
        ) AS "t1"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t0"."creator",
            "t0"."plays",
            "t0"."engagement_rate",
            "t0"."hashtag_count",
            "t0"."duration_s",
            "t0"."is_photo",
            "t0"."is_shop",
            "t0"."has_ad_signs",
            COALESCE("t0"."music_is_original", FALSE)
            OR (
              COALESCE("t0"."music_title", '') IN ('nhạc nền', 'original sound')
              OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'nhạc nền - ')
              OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'original sound - ')
            ) AS "original",
            (
              EPOCH(CAST("t0"."collected_at" AS TIMESTAMP)) - EPOCH(CAST("t0"."posted_at" AS TIMESTAMP))
            ) / 86400 AS "age",
            "t0"."is_pinned",
            2 AS "period"
          FROM "videos" AS "t0"
          WHERE
            "t0"."posted_date" BETWEEN CAST($second_from AS DATE) AND CAST($second_until AS DATE)
        ) AS "t2"
      ) AS "t3"
      GROUP BY
        1
    ) AS "t4"
  ) AS "t5"
) AS "t6"
ORDER BY
  "t6"."period" ASC;

-- wins(metric='plays')
SELECT
  SUM("t6"."n" * "t6"."below") AS "wins",
  COALESCE(SUM("t6"."n"), 0) AS "n",
  COALESCE(SUM("t6"."other_n"), 0) AS "other_n"
FROM (
  SELECT
    "t5"."step",
    "t5"."n",
    "t5"."other_n",
    SUM("t5"."other_n") OVER (ORDER BY "t5"."step" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - (
      "t5"."other_n" / 2
    ) AS "below"
  FROM (
    SELECT
      "t4"."step",
      COUNT(*) FILTER(WHERE
        "t4"."period" = 2) AS "n",
      COUNT(*) FILTER(WHERE
        "t4"."period" = 1) AS "other_n"
    FROM (
      SELECT
        "t3"."plays",
        "t3"."period",
        CAST(ROUND(LN("t3"."plays" + 1) * 1000, 0) AS BIGINT) AS "step"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t0"."plays",
            1 AS "period"
          FROM "videos" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND "t0"."plays" IS NOT NULL
            AND "t0"."posted_date" BETWEEN CAST($first_from AS DATE) AND CAST($first_until AS DATE)
        ) AS "t1"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t0"."plays",
            2 AS "period"
          FROM "videos" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND "t0"."plays" IS NOT NULL
            AND "t0"."posted_date" BETWEEN CAST($second_from AS DATE) AND CAST($second_until AS DATE)
        ) AS "t2"
      ) AS "t3"
    ) AS "t4"
    GROUP BY
      1
  ) AS "t5"
) AS "t6";

-- within_creator(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t6"."bin",
    SUM("t6"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t6"."d") AS "sum_d",
    SUM("t6"."w") AS "sum_w",
    SUM("t6"."d" * "t6"."d") AS "sum_dd",
    SUM("t6"."d" * "t6"."w") AS "sum_dw",
    SUM("t6"."w" * "t6"."w") AS "sum_ww"
  FROM (
    SELECT
      'second' AS "bin",
      "t5"."n",
      "t5"."total" - (
        (
          "t5"."n" * "t5"."all_total"
        ) / "t5"."all_n"
      ) AS "d",
      "t5"."n" * (
        1 - (
          "t5"."n" / "t5"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t4"."creator",
        COUNT(*) FILTER(WHERE
          "t4"."period" = 2) AS "n",
        SUM("t4"."outcome") FILTER(WHERE
          "t4"."period" = 2) AS "total",
        CAST(COUNT(*) AS DOUBLE) AS "all_n",
        SUM("t4"."outcome") AS "all_total"
      FROM (
        SELECT
          "t3"."creator",
          "t3"."plays",
          "t3"."period",
          LN("t3"."plays" + 1) AS "outcome"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t0"."creator",
              "t0"."plays",
              1 AS "period"
            FROM "videos" AS "t0"
            WHERE
              NOT (
                "t0"."is_pinned"
              )
              AND "t0"."plays" IS NOT NULL
              AND "t0"."posted_date" BETWEEN CAST($first_from AS DATE) AND CAST($first_until AS DATE)
          ) AS "t1"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t0"."creator",
              "t0"."plays",
              2 AS "period"
            FROM "videos" AS "t0"
            WHERE
              NOT (
                "t0"."is_pinned"
              )
              AND "t0"."plays" IS NOT NULL
              AND "t0"."posted_date" BETWEEN CAST($second_from AS DATE) AND CAST($second_until AS DATE)
          ) AS "t2"
        ) AS "t3"
      ) AS "t4"
      GROUP BY
        1
    ) AS "t5"
    WHERE
      "t5"."n" > 0 AND "t5"."n" < "t5"."all_n"
  ) AS "t6"
  GROUP BY
    1
) AS "t7"
ORDER BY
  "t7"."bin" ASC;

-- content(least=2, most=5)
WITH "t10" AS (
  SELECT
    *
  FROM (
    SELECT
      "t6"."name",
      "t6"."video_key",
      "t6"."creator",
      "t6"."period",
      'category' AS "kind"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t0"."label" AS "name",
          "t0"."video_key",
          "t0"."creator",
          1 AS "period"
        FROM "video_labels" AS "t0"
        WHERE
          "t0"."field" = 'categories'
          AND "t0"."posted_date" BETWEEN CAST($first_from AS DATE) AND CAST($first_until AS DATE)
      ) AS "t2"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t0"."label" AS "name",
          "t0"."video_key",
          "t0"."creator",
          2 AS "period"
        FROM "video_labels" AS "t0"
        WHERE
          "t0"."field" = 'categories'
          AND "t0"."posted_date" BETWEEN CAST($second_from AS DATE) AND CAST($second_until AS DATE)
      ) AS "t4"
    ) AS "t6"
  ) AS "t8"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t7"."name",
      "t7"."video_key",
      "t7"."creator",
      "t7"."period",
      'dish' AS "kind"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t1"."dish_group" AS "name",
          "t1"."video_key",
          "t1"."creator",
          1 AS "period"
        FROM "video_dishes" AS "t1"
        WHERE
          "t1"."posted_date" BETWEEN CAST($first_from AS DATE) AND CAST($first_until AS DATE)
      ) AS "t3"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t1"."dish_group" AS "name",
          "t1"."video_key",
          "t1"."creator",
          2 AS "period"
        FROM "video_dishes" AS "t1"
        WHERE
          "t1"."posted_date" BETWEEN CAST($second_from AS DATE) AND CAST($second_until AS DATE)
      ) AS "t5"
    ) AS "t7"
  ) AS "t9"
)
SELECT
  *
FROM (
  SELECT
    "t18"."kind",
    "t18"."name",
    "t18"."first_n",
    "t18"."second_n",
    "t18"."creators",
    "t14"."first_of",
    "t14"."second_of"
  FROM (
    SELECT
      "t16".*
      EXCLUDE ("place")
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t13"."kind",
          "t13"."name",
          "t13"."first_n",
          "t13"."second_n",
          "t13"."creators",
          ROW_NUMBER() OVER (
            PARTITION BY "t13"."kind"
            ORDER BY "t13"."first_n" + "t13"."second_n" DESC, "t13"."name" ASC
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
          ) - 1 AS "place"
        FROM (
          SELECT
            "t11"."kind",
            "t11"."name",
            COUNT(DISTINCT "t11"."video_key") FILTER(WHERE
              "t11"."period" = 1) AS "first_n",
            COUNT(DISTINCT "t11"."video_key") FILTER(WHERE
              "t11"."period" = 2) AS "second_n",
            COUNT(DISTINCT "t11"."creator") AS "creators"
          FROM "t10" AS "t11"
          GROUP BY
            1,
            2
        ) AS "t13"
      ) AS "t15"
      WHERE
        (
          "t15"."first_n" + "t15"."second_n"
        ) >= 2 AND "t15"."place" < 5
    ) AS "t16"
  ) AS "t18"
  INNER JOIN (
    SELECT
      "t11"."kind",
      COUNT(DISTINCT "t11"."video_key") FILTER(WHERE
        "t11"."period" = 1) AS "first_of",
      COUNT(DISTINCT "t11"."video_key") FILTER(WHERE
        "t11"."period" = 2) AS "second_of"
    FROM "t10" AS "t11"
    GROUP BY
      1
  ) AS "t14"
    ON "t18"."kind" = "t14"."kind"
) AS "t19"
ORDER BY
  "t19"."kind" ASC,
  "t19"."name" ASC;
