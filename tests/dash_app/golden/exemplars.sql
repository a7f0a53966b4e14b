-- labels_used()
SELECT
  *
FROM (
  SELECT
    "t1"."field",
    "t1"."label",
    COUNT(*) AS "n"
  FROM (
    SELECT
      *
    FROM "video_labels" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      )
      AND "t0"."duration_s" IS NOT NULL
      AND "t0"."duration_s" > 0
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."field" ASC,
  "t2"."n" DESC,
  "t2"."label" ASC;

-- labelled_videos()
SELECT
  (
    SELECT
      COUNT(*) AS "CountStar()"
    FROM (
      SELECT
        *
      FROM "videos" AS "t1"
      WHERE
        NOT (
          "t1"."is_pinned"
        )
        AND "t1"."duration_s" IS NOT NULL
        AND "t1"."duration_s" > 0
    ) AS "t3"
  ) AS "videos",
  COUNT(DISTINCT "t2"."video_key") AS "labelled",
  COUNT(DISTINCT "t2"."video_key") FILTER(WHERE
    (
      "t2"."field" = 'categories'
    )
    AND ARRAY_CONTAINS(STR_SPLIT($categories, '
'), "t2"."label")) AS "in_category"
FROM (
  SELECT
    *
  FROM "video_labels" AS "t0"
  WHERE
    NOT (
      "t0"."is_pinned"
    )
    AND "t0"."duration_s" IS NOT NULL
    AND "t0"."duration_s" > 0
) AS "t2";

-- matches_by_step(slots=2)
SELECT
  *
FROM (
  SELECT
    "t7"."step",
    COUNT(*) AS "n"
  FROM (
    SELECT
      "t6"."video_key",
      GREATEST(
        CASE WHEN "t6"."has_1" THEN 0 ELSE 1 END,
        CASE WHEN "t6"."has_2" THEN 0 ELSE 2 END,
        CASE
          WHEN "t6"."duration_s" BETWEEN CAST($shortest AS DOUBLE) AND CAST($longest AS DOUBLE)
          THEN 0
          ELSE 3
        END
      ) AS "step"
    FROM (
      SELECT
        "t5"."video_key",
        "t5"."duration_s",
        BOOL_OR(
          CAST((
            "t5"."field" = $field_1
          ) AND (
            "t5"."label" = $label_1
          ) AS BOOLEAN)
        ) AS "has_1",
        BOOL_OR(
          CAST((
            "t5"."field" = $field_2
          ) AND (
            "t5"."label" = $label_2
          ) AS BOOLEAN)
        ) AS "has_2",
        COUNT(*) AS "n"
      FROM (
        SELECT
          "t3".…
        FROM (
          SELECT
            *
          FROM "video_labels" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND "t0"."duration_s" IS NOT NULL
            AND "t0"."duration_s" > 0
        ) AS "t3"
        SEMI JOIN (
          SELECT DISTINCT
            "t0"."video_key",
            "t0"."duration_s"
          FROM "video_labels" AS "t0"
          WHERE
            NOT (
              "t0"."is_pinned"
            )
            AND "t0"."duration_s" IS NOT NULL
            AND "t0"."duration_s" > 0
            AND "t0"."field" = 'categories'
            AND ARRAY_CONTAINS(STR_SPLIT($categories, '
'), "t0"."label")
        ) AS "t4"
          ON "t3"."video_key" = "t4"."video_key"
      ) AS "t5"
      GROUP BY
        1,
        2
    ) AS "t6"
  ) AS "t7"
  GROUP BY
    1
) AS "t8"
ORDER BY
  "t8"."step" ASC;

-- best_matches(slots=2, most=5)
SELECT
  *
FROM (
  SELECT
    "t20"."video_key",
    "t20"."video_id",
    "t20"."creator",
    "t20"."url",
    "t20"."caption",
    "t20"."hashtags",
    "t20"."duration_s",
    "t20"."plays",
    "t20"."posted_date",
    "t20"."has_ad_signs",
    "t20"."days",
    "t20"."score",
    "t10"."hook",
    "t10"."transcript",
    "t10"."has_call_to_action",
    "t10"."words_per_second",
    COALESCE("t10"."transcribed", FALSE) AS "transcribed"
  FROM (
    SELECT
      "t18"."video_key",
      "t18"."video_id",
      "t18"."creator",
      "t18"."url",
      "t18"."caption",
      "t18"."hashtags",
      "t18"."duration_s",
      "t18"."plays",
      "t18"."posted_date",
      "t18"."has_ad_signs",
      "t18"."days",
      "t18"."score"
    FROM (
      SELECT
        "t16".…,
        GREATEST(DATE_DIFF('DAY', "t16"."posted_date", CAST($until AS DATE)), 0) AS "days",
        "t16"."plays" / (
          POWER(
            CAST(GREATEST(DATE_DIFF('DAY', "t16"."posted_date", CAST($until AS DATE)), 0) + 1 AS DOUBLE),
            0.7
          )
        ) AS "score"
      FROM (
        SELECT
          "t6".…
        FROM (
          SELECT
            *
          FROM "videos" AS "t1"
          WHERE
            NOT (
              "t1"."is_pinned"
            )
            AND "t1"."duration_s" IS NOT NULL
            AND "t1"."duration_s" > 0
        ) AS "t6"
        SEMI JOIN (
          SELECT
            *
          FROM (
            SELECT
              "t12"."video_key",
              GREATEST(
                CASE WHEN "t12"."has_1" THEN 0 ELSE 1 END,
                CASE WHEN "t12"."has_2" THEN 0 ELSE 2 END,
                CASE
                  WHEN "t12"."duration_s" BETWEEN CAST($shortest AS DOUBLE) AND CAST($longest AS DOUBLE)
                  THEN 0
                  ELSE 3
                END
              ) AS "step"
            FROM (
              SELECT
                "t11"."video_key",
                "t11"."duration_s",
                BOOL_OR(
                  CAST((
                    "t11"."field" = $field_1
                  ) AND (
                    "t11"."label" = $label_1
                  ) AS BOOLEAN)
                ) AS "has_1",
                BOOL_OR(
                  CAST((
                    "t11"."field" = $field_2
                  ) AND (
                    "t11"."label" = $label_2
                  ) AS BOOLEAN)
                ) AS "has_2",
                COUNT(*) AS "n"
              FROM (
                SELECT
                  "t7".…
                FROM (
                  SELECT
                    *
                  FROM "video_labels" AS "t2"
                  WHERE
                    NOT (
                      "t2"."is_pinned"
                    )
                    AND "t2"."duration_s" IS NOT NULL
                    AND "t2"."duration_s" > 0
                ) AS "t7"
                SEMI JOIN (
                  SELECT DISTINCT
                    "t2"."video_key",
                    "t2"."duration_s"
                  FROM "video_labels" AS "t2"
                  WHERE
                    NOT (
                      "t2"."is_pinned"
                    )
                    AND "t2"."duration_s" IS NOT NULL
                    AND "t2"."duration_s" > 0
                    AND "t2"."field" = 'categories'
                    AND ARRAY_CONTAINS(STR_SPLIT($categories, '
'), "t2"."label")
                ) AS "t8"
                  ON "t7"."video_key" = "t8"."video_key"
              ) AS "t11"
              GROUP BY
                1,
                2
            ) AS "t12"
          ) AS "t13"
          WHERE
            "t13"."step" <= CAST($step AS BIGINT)
        ) AS "t15"
          ON "t6"."video_key" = "t15"."video_key"
      ) AS "t16"
      ORDER BY
        "t16"."plays" / (
          POWER(
            CAST(GREATEST(DATE_DIFF('DAY', "t16"."posted_date", CAST($until AS DATE)), 0) + 1 AS DOUBLE),
            0.7
          )
        ) DESC,
        "t16"."video_id" ASC
      LIMIT 5
    ) AS "t18"
  ) AS "t20"
  LEFT OUTER JOIN (
    SELECT
      "t0"."video_key",
      "t0"."hook",
      "t0"."transcript",
      "t0"."has_call_to_action",
      TRUE AS "transcribed",
      CASE
        WHEN (
          "t0"."words_per_second" >= 0.5
        ) AND (
          "t0"."words_per_second" < 8.0
        )
        THEN "t0"."words_per_second"
        ELSE CAST(NULL AS DOUBLE)
      END AS "words_per_second"
    FROM "transcripts" AS "t0"
  ) AS "t10"
    ON "t20"."video_key" = "t10"."video_key"
) AS "t21"
ORDER BY
  "t21"."score" DESC,
  "t21"."video_id" ASC;

-- best_by_words(most=5)
SELECT
  *
FROM (
  SELECT
    "t16"."video_key",
    "t16"."video_id",
    "t16"."creator",
    "t16"."url",
    "t16"."caption",
    "t16"."hashtags",
    "t16"."duration_s",
    "t16"."plays",
    "t16"."posted_date",
    "t16"."has_ad_signs",
    "t16"."days",
    "t16"."score",
    "t11"."hook",
    "t11"."transcript",
    "t11"."has_call_to_action",
    "t11"."words_per_second",
    COALESCE("t11"."transcribed", FALSE) AS "transcribed"
  FROM (
    SELECT
      "t14"."video_key",
      "t14"."video_id",
      "t14"."creator",
      "t14"."url",
      "t14"."caption",
      "t14"."hashtags",
      "t14"."duration_s",
      "t14"."plays",
      "t14"."posted_date",
      "t14"."has_ad_signs",
      "t14"."days",
      "t14"."score"
    FROM (
      SELECT
        "t12".…,
        GREATEST(DATE_DIFF('DAY', "t12"."posted_date", CAST($until AS DATE)), 0) AS "days",
        "t12"."plays" / (
          POWER(
            CAST(GREATEST(DATE_DIFF('DAY', "t12"."posted_date", CAST($until AS DATE)), 0) + 1 AS DOUBLE),
            0.7
          )
        ) AS "score"
      FROM (
        SELECT
          "t7".…
        FROM (
          SELECT
            *
          FROM "videos" AS "t1"
          WHERE
            NOT (
              "t1"."is_pinned"
            )
            AND "t1"."duration_s" IS NOT NULL
            AND "t1"."duration_s" > 0
        ) AS "t7"
        SEMI JOIN (
          SELECT
            *
          FROM (
            SELECT
              "t2"."video_key"
            FROM "video_dishes" AS "t2"
            WHERE
              ARRAY_CONTAINS(STR_SPLIT($dishes, '
'), "t2"."dish")
          ) AS "t5"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t3"."video_key"
            FROM "video_hashtags" AS "t3"
            WHERE
              ARRAY_CONTAINS(STR_SPLIT($hashtags, '
'), "t3"."hashtag_key")
          ) AS "t6"
        ) AS "t10"
          ON "t7"."video_key" = "t10"."video_key"
      ) AS "t12"
      ORDER BY
        "t12"."plays" / (
          POWER(
            CAST(GREATEST(DATE_DIFF('DAY', "t12"."posted_date", CAST($until AS DATE)), 0) + 1 AS DOUBLE),
            0.7
          )
        ) DESC,
        "t12"."video_id" ASC
      LIMIT 5
    ) AS "t14"
  ) AS "t16"
  LEFT OUTER JOIN (
    SELECT
      "t0"."video_key",
      "t0"."hook",
      "t0"."transcript",
      "t0"."has_call_to_action",
      TRUE AS "transcribed",
      CASE
        WHEN (
          "t0"."words_per_second" >= 0.5
        ) AND (
          "t0"."words_per_second" < 8.0
        )
        THEN "t0"."words_per_second"
        ELSE CAST(NULL AS DOUBLE)
      END AS "words_per_second"
    FROM "transcripts" AS "t0"
  ) AS "t11"
    ON "t16"."video_key" = "t11"."video_key"
) AS "t17"
ORDER BY
  "t17"."score" DESC,
  "t17"."video_id" ASC;

-- best_of_all(most=5)
SELECT
  *
FROM (
  SELECT
    "t11"."video_key",
    "t11"."video_id",
    "t11"."creator",
    "t11"."url",
    "t11"."caption",
    "t11"."hashtags",
    "t11"."duration_s",
    "t11"."plays",
    "t11"."posted_date",
    "t11"."has_ad_signs",
    "t11"."days",
    "t11"."score",
    "t6"."hook",
    "t6"."transcript",
    "t6"."has_call_to_action",
    "t6"."words_per_second",
    COALESCE("t6"."transcribed", FALSE) AS "transcribed"
  FROM (
    SELECT
      "t9"."video_key",
      "t9"."video_id",
      "t9"."creator",
      "t9"."url",
      "t9"."caption",
      "t9"."hashtags",
      "t9"."duration_s",
      "t9"."plays",
      "t9"."posted_date",
      "t9"."has_ad_signs",
      "t9"."days",
      "t9"."score"
    FROM (
      SELECT
        "t7".…,
        GREATEST(DATE_DIFF('DAY', "t7"."posted_date", CAST($until AS DATE)), 0) AS "days",
        "t7"."plays" / (
          POWER(
            CAST(GREATEST(DATE_DIFF('DAY', "t7"."posted_date", CAST($until AS DATE)), 0) + 1 AS DOUBLE),
            0.7
          )
        ) AS "score"
      FROM (
        SELECT
          "t4".…
        FROM (
          SELECT
            *
          FROM "videos" AS "t1"
          WHERE
            NOT (
              "t1"."is_pinned"
            )
            AND "t1"."duration_s" IS NOT NULL
            AND "t1"."duration_s" > 0
        ) AS "t4"
        SEMI JOIN "videos" AS "t2"
          ON "t4"."video_key" = "t2"."video_key"
      ) AS "t7"
      ORDER BY
        "t7"."plays" / (
          POWER(
            CAST(GREATEST(DATE_DIFF('DAY', "t7"."posted_date", CAST($until AS DATE)), 0) + 1 AS DOUBLE),
            0.7
          )
        ) DESC,
        "t7"."video_id" ASC
      LIMIT 5
    ) AS "t9"
  ) AS "t11"
  LEFT OUTER JOIN (
    SELECT
      "t0"."video_key",
      "t0"."hook",
      "t0"."transcript",
      "t0"."has_call_to_action",
      TRUE AS "transcribed",
      CASE
        WHEN (
          "t0"."words_per_second" >= 0.5
        ) AND (
          "t0"."words_per_second" < 8.0
        )
        THEN "t0"."words_per_second"
        ELSE CAST(NULL AS DOUBLE)
      END AS "words_per_second"
    FROM "transcripts" AS "t0"
  ) AS "t6"
    ON "t11"."video_key" = "t6"."video_key"
) AS "t12"
ORDER BY
  "t12"."score" DESC,
  "t12"."video_id" ASC;

-- count_by_words()
SELECT
  COUNT(*) AS "n"
FROM (
  SELECT
    "t6".…
  FROM (
    SELECT
      *
    FROM "videos" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      )
      AND "t0"."duration_s" IS NOT NULL
      AND "t0"."duration_s" > 0
  ) AS "t6"
  SEMI JOIN (
    SELECT
      *
    FROM (
      SELECT
        "t1"."video_key"
      FROM "video_dishes" AS "t1"
      WHERE
        ARRAY_CONTAINS(STR_SPLIT($dishes, '
'), "t1"."dish")
    ) AS "t4"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t2"."video_key"
      FROM "video_hashtags" AS "t2"
      WHERE
        ARRAY_CONTAINS(STR_SPLIT($hashtags, '
'), "t2"."hashtag_key")
    ) AS "t5"
  ) AS "t8"
    ON "t6"."video_key" = "t8"."video_key"
) AS "t9";

-- labels_of()
SELECT
  *
FROM (
  SELECT
    "t1"."video_key",
    "t1"."field",
    "t1"."label"
  FROM "video_labels" AS "t1"
  SEMI JOIN (
    SELECT
      TRY_CAST("t2"."video_key" AS INT) AS "video_key"
    FROM (
      SELECT
        UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
    ) AS "t2"
  ) AS "t4"
    ON "t1"."video_key" = "t4"."video_key"
) AS "t5"
ORDER BY
  "t5"."video_key" ASC,
  "t5"."field" ASC,
  "t5"."label" ASC;

-- hashtag_creators()
SELECT
  *
FROM (
  SELECT
    "t1"."hashtag_key",
    COUNT(DISTINCT "t1"."creator") AS "creators"
  FROM (
    SELECT
      *
    FROM "video_hashtags" AS "t0"
    WHERE
      ARRAY_CONTAINS(STR_SPLIT($hashtags, '
'), "t0"."hashtag_key")
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."hashtag_key" ASC;

-- dish_names()
SELECT
  *
FROM (
  SELECT
    "t0"."dish",
    COUNT(*) AS "n"
  FROM "video_dishes" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."n" DESC,
  "t1"."dish" ASC;

-- usual_length()
WITH "t2" AS (
  SELECT
    "t0"."video_key",
    "t0"."duration_s",
    "t0"."words_per_second"
  FROM "videos" AS "t0"
  WHERE
    NOT (
      "t0"."is_pinned"
    )
    AND "t0"."duration_s" IS NOT NULL
    AND "t0"."duration_s" > 0
)
SELECT
  *
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t10"."n",
      "t10"."duration_s",
      "t10"."spoken",
      "t10"."words_per_second",
      TRUE AS "of_category"
    FROM (
      SELECT
        COUNT(*) AS "n",
        QUANTILE_CONT("t7"."duration_s", 0.5) AS "duration_s",
        COUNT(
          CASE
            WHEN (
              "t7"."words_per_second" >= 0.5
            ) AND (
              "t7"."words_per_second" < 8.0
            )
            THEN "t7"."words_per_second"
            ELSE CAST(NULL AS DOUBLE)
          END
        ) AS "spoken",
        QUANTILE_CONT(
          CASE
            WHEN (
              "t7"."words_per_second" >= 0.5
            ) AND (
              "t7"."words_per_second" < 8.0
            )
            THEN "t7"."words_per_second"
            ELSE CAST(NULL AS DOUBLE)
          END,
          0.5
        ) AS "words_per_second"
      FROM (
        SELECT
          "t6"."video_key",
          "t6"."duration_s",
          "t6"."words_per_second"
        FROM "t2" AS "t6"
        SEMI JOIN (
          SELECT DISTINCT
            "t1"."video_key"
          FROM "video_labels" AS "t1"
          WHERE
            "t1"."field" = 'categories'
            AND ARRAY_CONTAINS(STR_SPLIT($categories, '
'), "t1"."label")
        ) AS "t5"
          ON "t6"."video_key" = "t5"."video_key"
      ) AS "t7"
    ) AS "t10"
  ) AS "t11"
  UNION ALL
  SELECT
    *
  FROM (
    SELECT
      "t8"."n",
      "t8"."duration_s",
      "t8"."spoken",
      "t8"."words_per_second",
      FALSE AS "of_category"
    FROM (
      SELECT
        COUNT(*) AS "n",
        QUANTILE_CONT("t4"."duration_s", 0.5) AS "duration_s",
        COUNT(
          CASE
            WHEN (
              "t4"."words_per_second" >= 0.5
            ) AND (
              "t4"."words_per_second" < 8.0
            )
            THEN "t4"."words_per_second"
            ELSE CAST(NULL AS DOUBLE)
          END
        ) AS "spoken",
        QUANTILE_CONT(
          CASE
            WHEN (
              "t4"."words_per_second" >= 0.5
            ) AND (
              "t4"."words_per_second" < 8.0
            )
            THEN "t4"."words_per_second"
            ELSE CAST(NULL AS DOUBLE)
          END,
          0.5
        ) AS "words_per_second"
      FROM "t2" AS "t4"
    ) AS "t8"
  ) AS "t9"
) AS "t12"
ORDER BY
  "t12"."of_category" DESC;
