-- coverage()
SELECT
  COUNT(*) AS "n",
  COUNT("t0"."province") AS "placed"
FROM "videos" AS "t0";

-- metric_by_place(place='province', metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."province" AS "place",
    MIN("t1"."region") AS "region",
    COUNT(*) AS "n",
    COUNT(DISTINCT "t1"."creator") AS "creators",
    COUNT(*) FILTER(WHERE
      "t1"."source" = 'model') AS "by_model",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value",
    CAST(SUM("t1"."plays") AS DOUBLE) AS "total"
  FROM (
    SELECT
      *
    FROM "video_places" AS "t0"
    WHERE
      "t0"."rank" = 1
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."n" DESC,
  "t2"."place" ASC;

-- metric_by_region(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."region",
    COUNT(*) AS "n",
    COUNT(DISTINCT "t1"."creator") AS "creators",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value",
    CAST(SUM("t1"."plays") AS DOUBLE) AS "total"
  FROM (
    SELECT
      *
    FROM "video_places" AS "t0"
    WHERE
      "t0"."rank" = 1
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."n" DESC,
  "t2"."region" ASC;

-- metric_by_district(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t1"."province",
    "t1"."province_now",
    "t1"."district",
    COUNT(*) AS "n",
    COUNT(DISTINCT "t1"."creator") AS "creators",
    QUANTILE_CONT("t1"."plays", 0.5) FILTER(WHERE
      NOT (
        "t1"."is_pinned"
      )) AS "value"
  FROM (
    SELECT
      "t0"."video_id",
      "t0"."rank",
      "t0"."province",
      "t0"."province_now",
      "t0"."region",
      COALESCE("t0"."district", '') AS "district",
      "t0"."found_in",
      "t0"."source",
      "t0"."video_key",
      "t0"."creator",
      "t0"."creator_tier",
      "t0"."posted_date",
      "t0"."week_start",
      "t0"."duration_s",
      "t0"."plays",
      "t0"."likes",
      "t0"."comments",
      "t0"."shares",
      "t0"."saves",
      "t0"."engagement_rate",
      "t0"."engagement_rate_public",
      "t0"."engagement_rate_by_followers",
      "t0"."is_weekly_top",
      "t0"."is_pinned"
    FROM "video_places" AS "t0"
    WHERE
      "t0"."rank" = 1
  ) AS "t1"
  GROUP BY
    1,
    2,
    3
) AS "t2"
ORDER BY
  "t2"."n" DESC,
  "t2"."province" ASC,
  "t2"."district" ASC;

-- within_creator_by_place(place='province', metric='plays', every=1)
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
          FROM "video_places" AS "t0"
          WHERE
            "t0"."rank" = 1
            AND NOT (
              "t0"."is_pinned"
            )
            AND "t0"."province" IS NOT NULL
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

-- city_wins(place='province', metric='plays')
SELECT
  SUM("t3"."hanoi") AS "hanoi",
  SUM("t3"."hcmc") AS "hcmc",
  SUM("t3"."rest") AS "rest",
  SUM("t3"."hanoi" * "t3"."lower_rest") AS "hanoi_rest",
  SUM("t3"."hcmc" * "t3"."lower_rest") AS "hcmc_rest",
  SUM("t3"."hanoi" * "t3"."lower_hcmc") AS "hanoi_hcmc"
FROM (
  SELECT
    "t2"."step",
    "t2"."hanoi",
    "t2"."hcmc",
    "t2"."rest",
    SUM("t2"."hcmc") OVER (ORDER BY "t2"."step" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - (
      "t2"."hcmc" / 2
    ) AS "lower_hcmc",
    SUM("t2"."rest") OVER (ORDER BY "t2"."step" ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - (
      "t2"."rest" / 2
    ) AS "lower_rest"
  FROM (
    SELECT
      CAST(ROUND(LN("t1"."plays" + 1) * 1000, 0) AS BIGINT) AS "step",
      COUNT(*) FILTER(WHERE
        "t1"."province" = 'Hà Nội') AS "hanoi",
      COUNT(*) FILTER(WHERE
        "t1"."province" = 'Hồ Chí Minh') AS "hcmc",
      COUNT(*) FILTER(WHERE
        NOT (
          (
            "t1"."province" = 'Hà Nội'
          ) OR (
            "t1"."province" = 'Hồ Chí Minh'
          )
        )) AS "rest"
    FROM (
      SELECT
        *
      FROM "video_places" AS "t0"
      WHERE
        "t0"."rank" = 1 AND NOT (
          "t0"."is_pinned"
        ) AND "t0"."plays" IS NOT NULL
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
) AS "t3";

-- dishes_by_place(place='province', least=2, every=1)
SELECT
  *
FROM (
  SELECT
    "t5"."place",
    "t5"."dish_group",
    "t5"."n",
    "t5"."creators",
    SUM("t5"."n") OVER (
      PARTITION BY "t5"."dish_group"
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) AS "dish_n"
  FROM (
    SELECT
      "t4"."place",
      "t4"."dish_group",
      SUM("t4"."n") AS "n",
      COUNT(*) AS "creators"
    FROM (
      SELECT
        "t3"."place",
        "t3"."dish_group",
        "t3"."creator",
        SUM("t3"."n") AS "n"
      FROM (
        SELECT
          "t2"."province",
          "t2"."dish_group",
          "t2"."creator",
          "t2"."n",
          "t2"."province" AS "place"
        FROM (
          SELECT
            "t1"."province",
            "t1"."dish_group",
            "t1"."creator",
            COUNT(*) AS "n"
          FROM (
            SELECT DISTINCT
              "t0"."video_key",
              "t0"."creator",
              "t0"."province",
              "t0"."dish_group"
            FROM "video_dishes" AS "t0"
            WHERE
              "t0"."province" IS NOT NULL
          ) AS "t1"
          GROUP BY
            1,
            2,
            3
        ) AS "t2"
      ) AS "t3"
      GROUP BY
        1,
        2,
        3
    ) AS "t4"
    GROUP BY
      1,
      2
  ) AS "t5"
) AS "t6"
WHERE
  "t6"."dish_n" >= 2
ORDER BY
  "t6"."dish_n" DESC,
  "t6"."dish_group" ASC,
  "t6"."n" DESC,
  "t6"."place" ASC;

-- videos_with_dishes(place='province', every=1)
SELECT
  *
FROM (
  SELECT
    "t2"."province" AS "place",
    SUM("t2"."n") AS "n"
  FROM (
    SELECT
      "t1"."province",
      COUNT(*) AS "n"
    FROM (
      SELECT DISTINCT
        "t0"."video_key",
        "t0"."province"
      FROM "video_dishes" AS "t0"
      WHERE
        "t0"."province" IS NOT NULL
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  GROUP BY
    1
) AS "t3"
ORDER BY
  "t3"."n" DESC,
  "t3"."place" ASC;
