-- mentions()
SELECT
  *
FROM (
  SELECT
    "t17"."source",
    ARRAY_AGG("t17"."video_key") FILTER(WHERE
      "t17"."video_key" IS NOT NULL) AS "videos"
  FROM (
    SELECT DISTINCT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t0"."video_key",
            'dish' AS "source"
          FROM "video_dishes" AS "t0"
          WHERE
            REGEXP_MATCHES("t0"."dish", $pattern)
        ) AS "t6"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            "t1"."video_key",
            'transcript' AS "source"
          FROM "transcripts" AS "t1"
          WHERE
            REGEXP_MATCHES("t1"."transcript", $pattern)
        ) AS "t7"
      ) AS "t10"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t2"."video_key",
            'place' AS "source"
          FROM "video_places" AS "t2"
          WHERE
            REGEXP_MATCHES("t2"."province", $place)
            OR REGEXP_MATCHES("t2"."district", $place)
        ) AS "t11"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t3"."video_key",
              'caption' AS "source"
            FROM "videos" AS "t3"
            WHERE
              REGEXP_MATCHES("t3"."caption", $pattern)
          ) AS "t8"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t5"."video_key",
              'hashtag' AS "source"
            FROM "video_hashtags" AS "t5"
            SEMI JOIN (
              SELECT
                UNNEST(STR_SPLIT($tags, ' ')) AS "hashtag_key"
            ) AS "t12"
              ON "t5"."hashtag_key" = "t12"."hashtag_key"
          ) AS "t13"
        ) AS "t14"
      ) AS "t15"
    ) AS "t16"
  ) AS "t17"
  GROUP BY
    1
) AS "t18"
ORDER BY
  "t18"."source" ASC;

-- topic_videos()
SELECT
  "t5"."video_key",
  "t5"."creator",
  "t5"."plays",
  "t5"."engagement_rate",
  "t5"."outlier_ratio",
  "t5"."posted_date",
  "t5"."posted_hour",
  "t5"."duration_s",
  "t5"."hashtag_count",
  "t5"."is_pinned",
  "t5"."has_ad_signs"
FROM (
  SELECT
    "t1".…
  FROM "videos" AS "t1"
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
  "t5"."video_key" DESC;

-- spread_of_others()
SELECT
  "t6"."n",
  "t6"."creators",
  "t6"."plays_n",
  "t6"."engagement_rate_n",
  LIST_EXTRACT("t6"."plays", 1) AS "plays_p25",
  LIST_EXTRACT("t6"."plays", 2) AS "plays_p50",
  LIST_EXTRACT("t6"."plays", 3) AS "plays_p75",
  LIST_EXTRACT("t6"."engagement_rate", 1) AS "engagement_rate_p25",
  LIST_EXTRACT("t6"."engagement_rate", 2) AS "engagement_rate_p50",
  LIST_EXTRACT("t6"."engagement_rate", 3) AS "engagement_rate_p75"
FROM (
  SELECT
    COUNT(*) AS "n",
    COUNT(DISTINCT "t5"."creator") AS "creators",
    COUNT("t5"."plays") FILTER(WHERE
      NOT (
        "t5"."is_pinned"
      )) AS "plays_n",
    QUANTILE_CONT("t5"."plays", [0.25, 0.5, 0.75]) FILTER(WHERE
      NOT (
        "t5"."is_pinned"
      )) AS "plays",
    COUNT("t5"."engagement_rate") FILTER(WHERE
      NOT (
        "t5"."is_pinned"
      )) AS "engagement_rate_n",
    QUANTILE_CONT("t5"."engagement_rate", [0.25, 0.5, 0.75]) FILTER(WHERE
      NOT (
        "t5"."is_pinned"
      )) AS "engagement_rate"
  FROM (
    SELECT
      "t1".…
    FROM "videos" AS "t1"
    ANTI JOIN (
      SELECT
        TRY_CAST("t2"."video_key" AS INT) AS "video_key"
      FROM (
        SELECT
          UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
      ) AS "t2"
    ) AS "t4"
      ON "t1"."video_key" = "t4"."video_key"
  ) AS "t5"
) AS "t6";

-- within_creator_by_topic(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t7"."bin",
    SUM("t7"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t7"."d") AS "sum_d",
    SUM("t7"."w") AS "sum_w",
    SUM("t7"."d" * "t7"."d") AS "sum_dd",
    SUM("t7"."d" * "t7"."w") AS "sum_dw",
    SUM("t7"."w" * "t7"."w") AS "sum_ww"
  FROM (
    SELECT
      "t6"."bin",
      "t6"."n",
      "t6"."total" - (
        (
          "t6"."n" * "t6"."all_total"
        ) / "t6"."all_n"
      ) AS "d",
      "t6"."n" * (
        1 - (
          "t6"."n" / "t6"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        "t5"."creator",
        "t5"."bin",
        "t5"."n",
        "t5"."total",
        CAST(SUM("t5"."n") OVER (
          PARTITION BY "t5"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS DOUBLE) AS "all_n",
        SUM("t5"."total") OVER (
          PARTITION BY "t5"."creator"
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) AS "all_total"
      FROM (
        SELECT
          "t4"."creator",
          "t4"."bin",
          COUNT(*) AS "n",
          SUM("t4"."outcome") AS "total"
        FROM (
          SELECT
            "t3".…,
            LN("t3"."plays" + 1) AS "outcome"
          FROM (
            SELECT
              "t0".… IN (
                SELECT
                  TRY_CAST("t1"."video_key" AS INT) AS "video_key"
                FROM (
                  SELECT
                    UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
                ) AS "t1"
              ) AS "bin"
            FROM "videos" AS "t0"
          ) AS "t3"
          WHERE
            NOT (
              "t3"."is_pinned"
            ) AND "t3"."bin" IS NOT NULL AND "t3"."plays" IS NOT NULL
        ) AS "t4"
        GROUP BY
          1,
          2
      ) AS "t5"
    ) AS "t6"
    WHERE
      "t6"."n" < "t6"."all_n"
  ) AS "t7"
  GROUP BY
    1
) AS "t8"
ORDER BY
  "t8"."bin" ASC;

-- hashtags_of_topic(least=2, most=5)
SELECT
  *
FROM (
  SELECT
    "t9"."hashtag_key",
    "t9"."n",
    "t9"."together",
    "t9"."creators"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t6"."hashtag_key",
        COUNT(*) AS "n",
        COUNT(*) FILTER(WHERE
          "t6"."on_topic") AS "together",
        COUNT(DISTINCT "t6"."creator") FILTER(WHERE
          "t6"."on_topic") AS "creators"
      FROM (
        SELECT
          "t1"."video_key",
          "t1"."hashtag_key",
          "t1"."creator",
          "t1"."video_key" IN (
            SELECT
              TRY_CAST("t3"."video_key" AS INT) AS "video_key"
            FROM (
              SELECT
                UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
            ) AS "t3"
          ) AS "on_topic"
        FROM (
          SELECT DISTINCT
            "t0"."video_key",
            "t0"."hashtag_key",
            "t0"."creator"
          FROM "video_hashtags" AS "t0"
        ) AS "t1"
      ) AS "t6"
      GROUP BY
        1
    ) AS "t7"
    WHERE
      "t7"."creators" >= 2
  ) AS "t9"
  ANTI JOIN (
    SELECT
      UNNEST(STR_SPLIT($left_out, ' ')) AS "hashtag_key"
  ) AS "t4"
    ON "t9"."hashtag_key" = "t4"."hashtag_key"
) AS "t10"
ORDER BY
  "t10"."together" DESC,
  "t10"."hashtag_key" ASC
LIMIT 5;

-- contents_of_topic()
WITH "t17" AS (
  SELECT
    *
  FROM (
    SELECT
      "t7"."video_key",
      "t7"."field",
      "t7"."label"
    FROM (
      SELECT
        *
      FROM "video_labels" AS "t0"
      WHERE
        "t0"."field" IN (
          'categories',
          'main_content_focus',
          'structure_style',
          'hook_type',
          'tone_of_voice',
          'pacing',
          'cta_type'
        )
    ) AS "t7"
    SEMI JOIN (
      SELECT
        TRY_CAST("t6"."video_key" AS INT) AS "video_key"
      FROM (
        SELECT
          UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
      ) AS "t6"
    ) AS "t10"
      ON "t7"."video_key" = "t10"."video_key"
  ) AS "t11"
  UNION
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t3"."video_key",
          'dish' AS "field",
          "t3"."dish_group" AS "label"
        FROM "video_dishes" AS "t3"
        SEMI JOIN (
          SELECT
            TRY_CAST("t6"."video_key" AS INT) AS "video_key"
          FROM (
            SELECT
              UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
          ) AS "t6"
        ) AS "t10"
          ON "t3"."video_key" = "t10"."video_key"
      ) AS "t12"
    ) AS "t14"
    UNION
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t8"."video_key",
          'province' AS "field",
          "t8"."province" AS "label"
        FROM (
          SELECT
            *
          FROM "video_places" AS "t2"
          WHERE
            "t2"."rank" = 1
        ) AS "t8"
        SEMI JOIN (
          SELECT
            TRY_CAST("t6"."video_key" AS INT) AS "video_key"
          FROM (
            SELECT
              UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
          ) AS "t6"
        ) AS "t10"
          ON "t8"."video_key" = "t10"."video_key"
      ) AS "t13"
    ) AS "t15"
  ) AS "t16"
)
SELECT
  *
FROM (
  SELECT
    "t20"."field",
    "t20"."label",
    "t20"."n",
    "t22"."of"
  FROM (
    SELECT
      "t18"."field",
      "t18"."label",
      COUNT(*) AS "n"
    FROM "t17" AS "t18"
    GROUP BY
      1,
      2
  ) AS "t20"
  INNER JOIN (
    SELECT
      "t18"."field",
      COUNT(DISTINCT "t18"."video_key") AS "of"
    FROM "t17" AS "t18"
    GROUP BY
      1
  ) AS "t22"
    ON "t20"."field" = "t22"."field"
) AS "t23"
ORDER BY
  "t23"."field" ASC,
  "t23"."n" DESC,
  "t23"."label" ASC;

-- labelled_plays()
SELECT
  *
FROM (
  SELECT
    "t3"."label",
    "t3"."plays"
  FROM (
    SELECT
      *
    FROM "video_labels" AS "t0"
    WHERE
      "t0"."field" = 'hook_type' AND NOT (
        "t0"."is_pinned"
      )
  ) AS "t3"
  SEMI JOIN (
    SELECT
      TRY_CAST("t2"."video_key" AS INT) AS "video_key"
    FROM (
      SELECT
        UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
    ) AS "t2"
  ) AS "t5"
    ON "t3"."video_key" = "t5"."video_key"
) AS "t6"
ORDER BY
  "t6"."label" ASC,
  "t6"."plays" ASC;

-- shown_videos()
SELECT
  "t8"."video_key",
  "t8"."creator",
  "t8"."caption",
  "t8"."hashtags",
  "t8"."hook",
  "t8"."plays",
  "t8"."engagement_rate",
  "t8"."outlier_ratio",
  "t8"."is_photo",
  "t8"."duration_s",
  "t8"."posted_date",
  "t8"."has_ad_signs",
  "t8"."url",
  COALESCE("t8"."transcribed", FALSE) AS "transcribed"
FROM (
  SELECT
    "t2".…,
    "t4"."video_key" AS "video_key_right",
    "t4"."hook",
    "t4"."transcribed"
  FROM "videos" AS "t2"
  SEMI JOIN (
    SELECT
      TRY_CAST("t5"."video_key" AS INT) AS "video_key"
    FROM (
      SELECT
        UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
    ) AS "t5"
  ) AS "t7"
    ON "t2"."video_key" = "t7"."video_key"
  LEFT OUTER JOIN (
    SELECT
      "t1"."video_key",
      "t1"."hook",
      TRUE AS "transcribed"
    FROM "transcripts" AS "t1"
  ) AS "t4"
    ON "t2"."video_key" = "t4"."video_key"
) AS "t8"
ORDER BY
  "t8"."plays" DESC,
  "t8"."video_key" ASC;
