-- tagged()
SELECT
  "t6".*
  EXCLUDE ("row")
FROM (
  SELECT
    "t3".…
  FROM (
    SELECT
      "t0".…,
      (
        CAST("t0"."video_key" AS BIGINT) * 10000
      ) + "t0"."position" AS "row"
    FROM "video_hashtags" AS "t0"
  ) AS "t3"
  ANTI JOIN (
    SELECT
      TRY_CAST("t1"."row" AS BIGINT) AS "row"
    FROM (
      SELECT
        UNNEST(STR_SPLIT($repeats, ' ')) AS "row"
    ) AS "t1"
  ) AS "t5"
    ON "t3"."row" = "t5"."row"
) AS "t6";

-- repeats()
SELECT
  "t6"."row"
FROM (
  SELECT
    "t5".…,
    (
      CAST("t5"."video_key" AS BIGINT) * 10000
    ) + "t5"."position" AS "row",
    ROW_NUMBER() OVER (
      PARTITION BY "t5"."video_key", "t5"."hashtag_key"
      ORDER BY "t5"."position" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) - 1 AS "number"
  FROM (
    SELECT
      "t1".…
    FROM "video_hashtags" AS "t1"
    SEMI JOIN (
      SELECT
        *
      FROM (
        SELECT
          "t0"."hashtag_key",
          COUNT(DISTINCT "t0"."hashtag") AS "n"
        FROM "video_hashtags" AS "t0"
        GROUP BY
          1
      ) AS "t2"
      WHERE
        "t2"."n" > 1
    ) AS "t4"
      ON "t1"."hashtag_key" = "t4"."hashtag_key"
  ) AS "t5"
) AS "t6"
WHERE
  "t6"."number" > 0;

-- spellings()
SELECT
  "t2"."hashtag_key",
  "t2"."hashtag"
FROM (
  SELECT
    "t1"."hashtag_key",
    "t1"."hashtag",
    "t1"."n",
    ROW_NUMBER() OVER (
      PARTITION BY "t1"."hashtag_key"
      ORDER BY "t1"."n" DESC, "t1"."hashtag" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) - 1 AS "number"
  FROM (
    SELECT
      "t0"."hashtag_key",
      "t0"."hashtag",
      COUNT(*) AS "n"
    FROM "video_hashtags" AS "t0"
    GROUP BY
      1,
      2
  ) AS "t1"
) AS "t2"
WHERE
  "t2"."number" = 0 AND "t2"."hashtag" <> "t2"."hashtag_key";

-- account_names()
SELECT
  "t0"."creator",
  "t0"."nickname"
FROM "creators" AS "t0";

-- heaviest_users()
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t10"."hashtag_key",
      "t10"."creator",
      "t10"."n",
      SUM("t10"."n") OVER (
        PARTITION BY "t10"."hashtag_key"
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
      ) AS "total"
    FROM (
      SELECT
        "t9"."hashtag_key",
        "t9"."creator",
        COUNT(*) AS "n"
      FROM (
        SELECT
          "t8".*
          EXCLUDE ("row")
        FROM (
          SELECT
            "t5".…
          FROM (
            SELECT
              "t0".…,
              (
                CAST("t0"."video_key" AS BIGINT) * 10000
              ) + "t0"."position" AS "row"
            FROM "video_hashtags" AS "t0"
          ) AS "t5"
          ANTI JOIN (
            SELECT
              TRY_CAST("t2"."row" AS BIGINT) AS "row"
            FROM (
              SELECT
                UNNEST(STR_SPLIT($repeats, ' ')) AS "row"
            ) AS "t2"
          ) AS "t7"
            ON "t5"."row" = "t7"."row"
        ) AS "t8"
      ) AS "t9"
      GROUP BY
        1,
        2
    ) AS "t10"
  ) AS "t11"
  WHERE
    (
      (
        "t11"."total" >= 5
      )
      AND (
        (
          "t11"."n" * 10
        ) >= (
          "t11"."total" * 9
        )
      )
    )
    OR (
      (
        (
          "t11"."n" * 2
        ) >= "t11"."total"
      )
      AND "t11"."hashtag_key" IN (
        SELECT
          *
        FROM (
          SELECT
            UNNEST(STR_SPLIT($names, ' ')) AS "hashtag_key"
        ) AS "t1"
      )
    )
) AS "t12";

-- most_used(metric='plays', by_total=5, by_count=5)
WITH "t12" AS (
  SELECT
    "t11"."hashtag_key",
    "t11"."n",
    "t11"."total"
  FROM (
    SELECT
      "t9"."hashtag_key",
      COUNT(*) AS "n",
      CAST(SUM("t9"."plays") AS DOUBLE) AS "total"
    FROM (
      SELECT
        "t8".*
        EXCLUDE ("row")
      FROM (
        SELECT
          "t5".…
        FROM (
          SELECT
            "t0".…,
            (
              CAST("t0"."video_key" AS BIGINT) * 10000
            ) + "t0"."position" AS "row"
          FROM "video_hashtags" AS "t0"
        ) AS "t5"
        ANTI JOIN (
          SELECT
            TRY_CAST("t2"."row" AS BIGINT) AS "row"
          FROM (
            SELECT
              UNNEST(STR_SPLIT($repeats, ' ')) AS "row"
          ) AS "t2"
        ) AS "t7"
          ON "t5"."row" = "t7"."row"
      ) AS "t8"
    ) AS "t9"
    GROUP BY
      1
  ) AS "t11"
  ANTI JOIN (
    SELECT
      UNNEST(STR_SPLIT($left_out, ' ')) AS "hashtag_key"
  ) AS "t3"
    ON "t11"."hashtag_key" = "t3"."hashtag_key"
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      *
    FROM "t12" AS "t13"
    ORDER BY
      "t13"."total" DESC,
      "t13"."hashtag_key" ASC
    LIMIT 5
  ) AS "t17"
  UNION
  SELECT
    *
  FROM (
    SELECT
      *
    FROM "t12" AS "t13"
    ORDER BY
      "t13"."n" DESC,
      "t13"."hashtag_key" ASC
    LIMIT 5
  ) AS "t16"
) AS "t18"
ORDER BY
  "t18"."n" DESC,
  "t18"."hashtag_key" ASC;

-- best_per_video(metric='plays', aggregate='median', least=2, most=5)
WITH "t18" AS (
  SELECT
    *
  FROM (
    SELECT
      "t15"."hashtag_key",
      "t15"."n",
      "t15"."value"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t12"."hashtag_key",
          COUNT(*) AS "n",
          QUANTILE_CONT("t12"."plays", 0.5) FILTER(WHERE
            NOT (
              "t12"."is_pinned"
            )) AS "value"
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t10".*
              EXCLUDE ("row")
            FROM (
              SELECT
                "t7".…
              FROM (
                SELECT
                  "t0".…,
                  (
                    CAST("t0"."video_key" AS BIGINT) * 10000
                  ) + "t0"."position" AS "row"
                FROM "video_hashtags" AS "t0"
              ) AS "t7"
              ANTI JOIN (
                SELECT
                  TRY_CAST("t3"."row" AS BIGINT) AS "row"
                FROM (
                  SELECT
                    UNNEST(STR_SPLIT($repeats, ' ')) AS "row"
                ) AS "t3"
              ) AS "t9"
                ON "t7"."row" = "t9"."row"
            ) AS "t10"
          ) AS "t11"
          WHERE
            "t11"."plays" IS NOT NULL AND NOT (
              "t11"."is_pinned"
            )
        ) AS "t12"
        GROUP BY
          1
      ) AS "t13"
      WHERE
        "t13"."n" >= 2
    ) AS "t15"
    ANTI JOIN (
      SELECT
        UNNEST(STR_SPLIT($left_out, ' ')) AS "hashtag_key"
    ) AS "t5"
      ON "t15"."hashtag_key" = "t5"."hashtag_key"
  ) AS "t16"
  ORDER BY
    "t16"."value" DESC,
    "t16"."hashtag_key" ASC
  LIMIT 5
)
SELECT
  *
FROM (
  SELECT
    "t20"."hashtag_key",
    "t20"."n",
    "t20"."value",
    "t24"."creators"
  FROM "t18" AS "t20"
  INNER JOIN (
    SELECT
      "t22"."hashtag_key",
      COUNT(DISTINCT "t22"."creator") AS "creators"
    FROM (
      SELECT
        "t4".…
      FROM (
        SELECT
          *
        FROM "video_hashtags" AS "t0"
        WHERE
          "t0"."plays" IS NOT NULL AND NOT (
            "t0"."is_pinned"
          )
      ) AS "t4"
      SEMI JOIN "t18" AS "t21"
        ON "t4"."hashtag_key" = "t21"."hashtag_key"
    ) AS "t22"
    GROUP BY
      1
  ) AS "t24"
    ON "t20"."hashtag_key" = "t24"."hashtag_key"
) AS "t25"
ORDER BY
  "t25"."value" DESC,
  "t25"."hashtag_key" ASC;

-- metric_by_hashtag_count(metric='plays', aggregate='median')
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
      LEAST("t0"."hashtag_count", 16) AS "bin"
    FROM "videos" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."bin" ASC;

-- within_creator_by_hashtag_count(metric='plays', every=1)
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
              WHEN "t0"."hashtag_count" < 1
              THEN 0
              WHEN "t0"."hashtag_count" < 3
              THEN 1
              WHEN "t0"."hashtag_count" < 6
              THEN 2
              WHEN "t0"."hashtag_count" < 10
              THEN 3
              ELSE 4
            END AS "bin",
            LN("t0"."plays" + 1) AS "outcome"
          FROM "videos" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND CASE
              WHEN "t0"."hashtag_count" < 1
              THEN 0
              WHEN "t0"."hashtag_count" < 3
              THEN 1
              WHEN "t0"."hashtag_count" < 6
              THEN 2
              WHEN "t0"."hashtag_count" < 10
              THEN 3
              ELSE 4
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

-- creator_sums_by_hashtag_count(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t1"."creator",
    COUNT(*) AS "n",
    SUM("t1"."x") AS "sum_x",
    SUM("t1"."y") AS "sum_y",
    SUM("t1"."x" * "t1"."x") AS "sum_xx",
    SUM("t1"."x" * "t1"."y") AS "sum_xy"
  FROM (
    SELECT
      "t0".…,
      CAST("t0"."hashtag_count" AS DOUBLE) AS "x",
      LN("t0"."plays" + 1) AS "y"
    FROM "videos" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      ) AND "t0"."plays" IS NOT NULL
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."creator" ASC;

-- videos_by_period(period='week', most=5)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."period",
      COUNT(*) AS "n"
    FROM (
      SELECT
        "t0".… AS "period"
      FROM "videos" AS "t0"
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  ORDER BY
    "t2"."period" DESC
  LIMIT 5
) AS "t4"
ORDER BY
  "t4"."period" ASC;

-- uses_by_period(period='week')
SELECT
  *
FROM (
  SELECT
    "t12"."period",
    "t12"."hashtag_key",
    COUNT(*) AS "n"
  FROM (
    SELECT
      "t11".… AS "period"
    FROM (
      SELECT
        "t10".…
      FROM (
        SELECT
          "t8".*
          EXCLUDE ("row")
        FROM (
          SELECT
            "t5".…
          FROM (
            SELECT
              "t0".…,
              (
                CAST("t0"."video_key" AS BIGINT) * 10000
              ) + "t0"."position" AS "row"
            FROM "video_hashtags" AS "t0"
          ) AS "t5"
          ANTI JOIN (
            SELECT
              TRY_CAST("t2"."row" AS BIGINT) AS "row"
            FROM (
              SELECT
                UNNEST(STR_SPLIT($repeats, ' ')) AS "row"
            ) AS "t2"
          ) AS "t7"
            ON "t5"."row" = "t7"."row"
        ) AS "t8"
      ) AS "t10"
      SEMI JOIN (
        SELECT
          UNNEST(STR_SPLIT($tags, ' ')) AS "hashtag_key"
      ) AS "t3"
        ON "t10"."hashtag_key" = "t3"."hashtag_key"
    ) AS "t11"
    WHERE
      "t11"."week_start" >= CAST($since AS DATE)
  ) AS "t12"
  GROUP BY
    1,
    2
) AS "t13"
ORDER BY
  "t13"."period" ASC,
  "t13"."hashtag_key" ASC;

-- key_figures(metric='plays')
SELECT
  COUNT(*) AS "n",
  COUNT(DISTINCT "t8"."creator") AS "creators",
  COUNT("t8"."plays") AS "measured",
  CAST(SUM("t8"."plays") AS DOUBLE) AS "sum",
  AVG("t8"."plays") AS "mean",
  QUANTILE_CONT("t8"."plays", 0.5) FILTER(WHERE
    NOT (
      "t8"."is_pinned"
    )) AS "median",
  CAST(SUM("t8"."plays") FILTER(WHERE
    "t8"."plays" > 0) AS DOUBLE) AS "plays",
  CAST(SUM("t8"."likes" + "t8"."comments" + "t8"."shares" + "t8"."saves") FILTER(WHERE
    "t8"."plays" > 0) AS DOUBLE) AS "engagements",
  CAST(SUM("t8"."likes" + "t8"."comments" + "t8"."shares") FILTER(WHERE
    "t8"."plays" > 0) AS DOUBLE) AS "engagements_public"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t6".*
      EXCLUDE ("row")
    FROM (
      SELECT
        "t3".…
      FROM (
        SELECT
          "t0".…,
          (
            CAST("t0"."video_key" AS BIGINT) * 10000
          ) + "t0"."position" AS "row"
        FROM "video_hashtags" AS "t0"
      ) AS "t3"
      ANTI JOIN (
        SELECT
          TRY_CAST("t1"."row" AS BIGINT) AS "row"
        FROM (
          SELECT
            UNNEST(STR_SPLIT($repeats, ' ')) AS "row"
        ) AS "t1"
      ) AS "t5"
        ON "t3"."row" = "t5"."row"
    ) AS "t6"
  ) AS "t7"
  WHERE
    "t7"."hashtag_key" = $tag
) AS "t8";

-- metric_by_period(metric='plays', aggregate='median', period='week', most=5)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t8"."period",
      COUNT(*) AS "n",
      QUANTILE_CONT("t8"."plays", 0.5) FILTER(WHERE
        NOT (
          "t8"."is_pinned"
        )) AS "value"
    FROM (
      SELECT
        "t7".… AS "period"
      FROM (
        SELECT
          "t6".*
          EXCLUDE ("row")
        FROM (
          SELECT
            "t3".…
          FROM (
            SELECT
              "t0".…,
              (
                CAST("t0"."video_key" AS BIGINT) * 10000
              ) + "t0"."position" AS "row"
            FROM "video_hashtags" AS "t0"
          ) AS "t3"
          ANTI JOIN (
            SELECT
              TRY_CAST("t1"."row" AS BIGINT) AS "row"
            FROM (
              SELECT
                UNNEST(STR_SPLIT($repeats, ' ')) AS "row"
            ) AS "t1"
          ) AS "t5"
            ON "t3"."row" = "t5"."row"
        ) AS "t6"
      ) AS "t7"
      WHERE
        "t7"."hashtag_key" = $tag
    ) AS "t8"
    GROUP BY
      1
  ) AS "t9"
  ORDER BY
    "t9"."period" DESC
  LIMIT 5
) AS "t11"
ORDER BY
  "t11"."period" ASC;

-- used_together(together=2, least=2, most=5)
SELECT
  "t21"."hashtag_key",
  "t21"."n",
  "t21"."together",
  (
    SELECT
      COUNT(DISTINCT "t3"."video_key") AS "n"
    FROM (
      SELECT
        *
      FROM "video_hashtags" AS "t1"
      WHERE
        "t1"."hashtag_key" = $tag
    ) AS "t3"
  ) AS "tag_n",
  (
    SELECT
      COUNT(*) AS "n"
    FROM "videos" AS "t0"
  ) AS "total"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t18"."hashtag_key",
      "t18"."n",
      "t18"."together"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t15"."hashtag_key",
          COUNT(*) AS "n",
          COUNT(*) FILTER(WHERE
            "t15"."beside") AS "together"
        FROM (
          SELECT
            "t14".… IN (
              SELECT
                "t1"."video_key"
              FROM "video_hashtags" AS "t1"
              WHERE
                "t1"."hashtag_key" = $tag
            ) AS "beside"
          FROM (
            SELECT
              "t13".*
              EXCLUDE ("row")
            FROM (
              SELECT
                "t10".…
              FROM (
                SELECT
                  "t1".…,
                  (
                    CAST("t1"."video_key" AS BIGINT) * 10000
                  ) + "t1"."position" AS "row"
                FROM "video_hashtags" AS "t1"
              ) AS "t10"
              ANTI JOIN (
                SELECT
                  TRY_CAST("t6"."row" AS BIGINT) AS "row"
                FROM (
                  SELECT
                    UNNEST(STR_SPLIT($repeats, ' ')) AS "row"
                ) AS "t6"
              ) AS "t12"
                ON "t10"."row" = "t12"."row"
            ) AS "t13"
          ) AS "t14"
        ) AS "t15"
        GROUP BY
          1
      ) AS "t16"
      WHERE
        "t16"."together" >= 2 AND "t16"."n" >= 2
    ) AS "t18"
    ANTI JOIN (
      SELECT
        UNNEST(STR_SPLIT($left_out, ' ')) AS "hashtag_key"
    ) AS "t7"
      ON "t18"."hashtag_key" = "t7"."hashtag_key"
  ) AS "t19"
  WHERE
    "t19"."hashtag_key" <> $tag
  ORDER BY
    "t19"."together" / "t19"."n" DESC,
    "t19"."together" DESC,
    "t19"."hashtag_key" ASC
  LIMIT 5
) AS "t21";

-- creators_with_and_without(metric='plays', least=2, most=5)
SELECT
  *
FROM (
  SELECT
    "t10"."creator",
    "t10"."n_with",
    "t10"."n_without",
    "t10"."with_tag",
    "t10"."without_tag",
    "t10"."ratio",
    COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "creators",
    SUM(CAST("t10"."ratio" > 1 AS INT)) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "higher"
  FROM (
    SELECT
      "t9"."creator",
      "t9"."n_with",
      "t9"."n_without",
      "t9"."with_tag",
      "t9"."without_tag",
      "t9"."with_tag" / "t9"."without_tag" AS "ratio"
    FROM (
      SELECT
        "t8"."creator",
        COUNT(*) FILTER(WHERE
          "t8"."has") AS "n_with",
        COUNT(*) FILTER(WHERE
          NOT (
            "t8"."has"
          )) AS "n_without",
        QUANTILE_CONT("t8"."plays", 0.5) FILTER(WHERE
          "t8"."has") AS "with_tag",
        QUANTILE_CONT("t8"."plays", 0.5) FILTER(WHERE
          NOT (
            "t8"."has"
          )) AS "without_tag"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t6".… IN (
              SELECT
                "t1"."video_key"
              FROM "video_hashtags" AS "t1"
              WHERE
                "t1"."hashtag_key" = $tag
            ) AS "has"
          FROM (
            SELECT
              "t2".…
            FROM "videos" AS "t2"
            SEMI JOIN (
              SELECT
                *
              FROM "video_hashtags" AS "t1"
              WHERE
                "t1"."hashtag_key" = $tag
            ) AS "t5"
              ON "t2"."creator" = "t5"."creator"
          ) AS "t6"
        ) AS "t7"
        WHERE
          NOT (
            "t7"."is_pinned"
          ) AND "t7"."plays" IS NOT NULL
      ) AS "t8"
      GROUP BY
        1
    ) AS "t9"
    WHERE
      "t9"."n_with" >= 2 AND "t9"."n_without" >= 2 AND "t9"."without_tag" > 0
  ) AS "t10"
) AS "t11"
ORDER BY
  "t11"."ratio" DESC,
  "t11"."creator" ASC
LIMIT 5;

-- within_creator_by_tag(metric='plays')
SELECT
  *
FROM (
  SELECT
    "t11"."bin",
    SUM("t11"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t11"."d") AS "sum_d",
    SUM("t11"."w") AS "sum_w",
    SUM("t11"."d" * "t11"."d") AS "sum_dd",
    SUM("t11"."d" * "t11"."w") AS "sum_dw",
    SUM("t11"."w" * "t11"."w") AS "sum_ww"
  FROM (
    SELECT
      "t10"."bin",
      "t10"."n",
      "t10"."total" - (
        (
          "t10"."n" * "t10"."all_total"
        ) / "t10"."all_n"
      ) AS "d",
      "t10"."n" * (
        1 - (
          "t10"."n" / "t10"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t9"."creator",
        "t9"."bin",
        "t9"."n",
        "t9"."total",
        CAST(SUM("t9"."n") OVER (
          PARTITION BY "t9"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS DOUBLE) AS "all_n",
        SUM("t9"."total") OVER (
          PARTITION BY "t9"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "all_total"
      FROM (
        SELECT
          "t8"."creator",
          "t8"."bin",
          COUNT(*) AS "n",
          SUM("t8"."outcome") AS "total"
        FROM (
          SELECT
            "t7".… AS "bin",
            LN("t7"."plays" + 1) AS "outcome"
          FROM (
            SELECT
              "t6".… IN (
                SELECT
                  "t1"."video_key"
                FROM "video_hashtags" AS "t1"
                WHERE
                  "t1"."hashtag_key" = $tag
              ) AS "has"
            FROM (
              SELECT
                "t2".…
              FROM "videos" AS "t2"
              SEMI JOIN (
                SELECT
                  *
                FROM "video_hashtags" AS "t1"
                WHERE
                  "t1"."hashtag_key" = $tag
              ) AS "t5"
                ON "t2"."creator" = "t5"."creator"
            ) AS "t6"
          ) AS "t7"
          WHERE
            NOT (
              "t7"."is_pinned"
            ) AND "t7"."has" IS NOT NULL AND "t7"."plays" IS NOT NULL
        ) AS "t8"
        GROUP BY
          1,
          2
      ) AS "t9"
    ) AS "t10"
    WHERE
      "t10"."n" < "t10"."all_n"
  ) AS "t11"
  GROUP BY
    1
) AS "t12"
ORDER BY
  "t12"."bin" ASC;

-- video_rows(order='plays', descending=1, offset=0, limit=5)
SELECT
  "t7"."video_id",
  "t7"."creator",
  "t7"."caption",
  "t7"."posted_date",
  "t7"."posted_hour",
  "t7"."duration_s",
  "t7"."plays",
  "t7"."likes",
  "t7"."comments",
  "t7"."shares",
  "t7"."saves",
  "t7"."engagement_rate",
  "t7"."outlier_ratio",
  "t7"."hashtag_count",
  "t7"."url"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2".…
    FROM "videos" AS "t2"
    SEMI JOIN (
      SELECT
        *
      FROM "video_hashtags" AS "t1"
      WHERE
        "t1"."hashtag_key" = $tag
    ) AS "t4"
      ON "t2"."video_key" = "t4"."video_key"
  ) AS "t5"
  ORDER BY
    "t5"."plays" DESC,
    "t5"."video_id" ASC
  LIMIT 5
) AS "t7";

-- top_videos(metric='plays', most=5)
SELECT
  "t7"."video_id",
  "t7"."creator",
  "t7"."caption",
  "t7"."posted_date",
  "t7"."posted_hour",
  "t7"."duration_s",
  "t7"."plays",
  "t7"."likes",
  "t7"."comments",
  "t7"."shares",
  "t7"."saves",
  "t7"."engagement_rate",
  "t7"."outlier_ratio",
  "t7"."hashtag_count",
  "t7"."url"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t2".…
    FROM "videos" AS "t2"
    SEMI JOIN (
      SELECT
        *
      FROM "video_hashtags" AS "t1"
      WHERE
        "t1"."hashtag_key" = $tag
    ) AS "t4"
      ON "t2"."video_key" = "t4"."video_key"
  ) AS "t5"
  ORDER BY
    "t5"."plays" DESC,
    "t5"."video_id" ASC
  LIMIT 5
) AS "t7";

-- video_count()
SELECT
  COUNT(*) AS "n"
FROM (
  SELECT
    "t2".…
  FROM "videos" AS "t2"
  SEMI JOIN (
    SELECT
      *
    FROM "video_hashtags" AS "t1"
    WHERE
      "t1"."hashtag_key" = $tag
  ) AS "t4"
    ON "t2"."video_key" = "t4"."video_key"
) AS "t5";
