-- niche_size()
SELECT
  COUNT(*) AS "n",
  COUNT(DISTINCT "t0"."creator") AS "creators"
FROM "videos" AS "t0";

-- dish_groups()
SELECT DISTINCT
  "t0"."dish",
  "t0"."dish_group"
FROM "video_dishes" AS "t0"
ORDER BY
  "t0"."dish" ASC;

-- niche_hashtags(least=2, most=5)
SELECT
  "t10".*
  EXCLUDE ("quartiles")
FROM (
  SELECT
    "t9"."hashtag_key",
    "t9"."n",
    "t9"."creators",
    "t9"."valued",
    "t9"."quartiles",
    LIST_EXTRACT("t9"."quartiles", 1) AS "p25",
    LIST_EXTRACT("t9"."quartiles", 2) AS "p50",
    LIST_EXTRACT("t9"."quartiles", 3) AS "p75"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t6"."hashtag_key",
        "t6"."n",
        "t6"."creators",
        "t6"."valued",
        "t6"."quartiles"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t1"."hashtag_key",
            COUNT(*) AS "n",
            COUNT(DISTINCT "t1"."creator") AS "creators",
            COUNT(*) FILTER(WHERE
              NOT (
                "t1"."is_pinned"
              )) AS "valued",
            QUANTILE_CONT("t1"."plays", [0.25, 0.5, 0.75]) FILTER(WHERE
              NOT (
                "t1"."is_pinned"
              )) AS "quartiles"
          FROM (
            SELECT DISTINCT
              "t0"."video_key",
              "t0"."hashtag_key",
              "t0"."creator",
              "t0"."plays",
              "t0"."is_pinned"
            FROM "video_hashtags" AS "t0"
          ) AS "t1"
          GROUP BY
            1
        ) AS "t4"
        WHERE
          "t4"."creators" >= 2
      ) AS "t6"
      ANTI JOIN (
        SELECT
          UNNEST(STR_SPLIT($left_out, ' ')) AS "hashtag_key"
      ) AS "t3"
        ON "t6"."hashtag_key" = "t3"."hashtag_key"
    ) AS "t7"
    ORDER BY
      "t7"."n" DESC,
      "t7"."hashtag_key" ASC
    LIMIT 5
  ) AS "t9"
) AS "t10";

-- hashtag_totals()
SELECT
  *
FROM (
  SELECT
    "t5"."hashtag_key",
    COUNT(*) AS "total"
  FROM (
    SELECT DISTINCT
      *
    FROM (
      SELECT
        "t1"."video_key",
        "t1"."hashtag_key"
      FROM "video_hashtags" AS "t1"
      SEMI JOIN (
        SELECT
          UNNEST(STR_SPLIT($tags, ' ')) AS "hashtag_key"
      ) AS "t3"
        ON "t1"."hashtag_key" = "t3"."hashtag_key"
    ) AS "t4"
  ) AS "t5"
  GROUP BY
    1
) AS "t6"
ORDER BY
  "t6"."hashtag_key" ASC;

-- within_creator_by_hashtags(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t13"."bin",
    SUM("t13"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t13"."d") AS "sum_d",
    SUM("t13"."w") AS "sum_w",
    SUM("t13"."d" * "t13"."d") AS "sum_dd",
    SUM("t13"."d" * "t13"."w") AS "sum_dw",
    SUM("t13"."w" * "t13"."w") AS "sum_ww"
  FROM (
    SELECT
      "t12"."bin",
      "t12"."n",
      "t12"."total" - (
        (
          "t12"."n" * "t12"."all_total"
        ) / "t12"."all_n"
      ) AS "d",
      "t12"."n" * (
        1 - (
          "t12"."n" / "t12"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t11"."creator",
        "t11"."bin",
        "t11"."n",
        "t11"."total",
        "t8"."all_n",
        "t8"."all_total"
      FROM (
        SELECT
          "t9"."creator",
          "t9"."bin",
          COUNT(*) AS "n",
          SUM("t9"."y") AS "total"
        FROM (
          SELECT DISTINCT
            "t7"."creator",
            "t7"."video_key",
            "t7"."hashtag_key" AS "bin",
            LN("t7"."plays" + 1) AS "y"
          FROM (
            SELECT
              "t2".…
            FROM "video_hashtags" AS "t2"
            SEMI JOIN (
              SELECT
                UNNEST(STR_SPLIT($tags, ' ')) AS "hashtag_key"
            ) AS "t5"
              ON "t2"."hashtag_key" = "t5"."hashtag_key"
          ) AS "t7"
          WHERE
            NOT (
              "t7"."is_pinned"
            ) AND "t7"."plays" IS NOT NULL
        ) AS "t9"
        GROUP BY
          1,
          2
      ) AS "t11"
      INNER JOIN (
        SELECT
          "t3"."creator",
          CAST(COUNT(*) AS DOUBLE) AS "all_n",
          SUM(LN("t3"."plays" + 1)) AS "all_total"
        FROM (
          SELECT
            *
          FROM "videos" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            ) AND "t0"."plays" IS NOT NULL
        ) AS "t3"
        GROUP BY
          1
      ) AS "t8"
        ON "t11"."creator" = "t8"."creator"
    ) AS "t12"
    WHERE
      "t12"."n" < "t12"."all_n"
  ) AS "t13"
  GROUP BY
    1
) AS "t14"
ORDER BY
  "t14"."bin" ASC;

-- within_creator_by_slot(metric='plays', every=1)
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
            (
              CAST("t0"."posted_weekday" AS BIGINT) * 100
            ) + "t0"."posted_hour" AS "bin",
            LN("t0"."plays" + 1) AS "outcome"
          FROM "videos" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND (
              (
                CAST("t0"."posted_weekday" AS BIGINT) * 100
              ) + "t0"."posted_hour"
            ) IS NOT NULL
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

-- within_creator_by_day_part(metric='plays', every=1)
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
            (
              CAST("t0"."posted_weekday" AS BIGINT) * 100
            ) + CASE
              WHEN "t0"."posted_hour" < 5
              THEN 0
              WHEN "t0"."posted_hour" < 11
              THEN 1
              WHEN "t0"."posted_hour" < 14
              THEN 2
              WHEN "t0"."posted_hour" < 18
              THEN 3
              ELSE 4
            END AS "bin",
            LN("t0"."plays" + 1) AS "outcome"
          FROM "videos" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND (
              (
                CAST("t0"."posted_weekday" AS BIGINT) * 100
              ) + CASE
                WHEN "t0"."posted_hour" < 5
                THEN 0
                WHEN "t0"."posted_hour" < 11
                THEN 1
                WHEN "t0"."posted_hour" < 14
                THEN 2
                WHEN "t0"."posted_hour" < 18
                THEN 3
                ELSE 4
              END
            ) IS NOT NULL
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
