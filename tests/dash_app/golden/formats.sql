-- mix_by_period(period='week')
SELECT
  *
FROM (
  SELECT
    "t3".*
    EXCLUDE ("quantiles")
  FROM (
    SELECT
      "t2"."period",
      "t2"."n",
      "t2"."photo",
      "t2"."shop",
      "t2"."ad",
      "t2"."plain",
      "t2"."with_sound",
      "t2"."original",
      "t2"."timed",
      "t2"."bin_0",
      "t2"."bin_1",
      "t2"."bin_2",
      "t2"."bin_3",
      "t2"."bin_4",
      "t2"."bin_5",
      "t2"."bin_6",
      "t2"."bin_7",
      "t2"."bin_8",
      "t2"."quantiles",
      LIST_EXTRACT("t2"."quantiles", 1) AS "p25",
      LIST_EXTRACT("t2"."quantiles", 2) AS "p50",
      LIST_EXTRACT("t2"."quantiles", 3) AS "p75"
    FROM (
      SELECT
        "t1"."period",
        COUNT(*) AS "n",
        COUNT(*) FILTER(WHERE
          "t1"."format" = 'photo') AS "photo",
        COUNT(*) FILTER(WHERE
          "t1"."format" = 'shop') AS "shop",
        COUNT(*) FILTER(WHERE
          "t1"."format" = 'ad') AS "ad",
        COUNT(*) FILTER(WHERE
          "t1"."format" = 'plain') AS "plain",
        COUNT(*) FILTER(WHERE
          "t1"."has_sound") AS "with_sound",
        COUNT(*) FILTER(WHERE
          "t1"."has_sound" AND "t1"."from_recording") AS "original",
        COUNT("t1"."duration_s") AS "timed",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 0) AS "bin_0",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 1) AS "bin_1",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 2) AS "bin_2",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 3) AS "bin_3",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 4) AS "bin_4",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 5) AS "bin_5",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 6) AS "bin_6",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 7) AS "bin_7",
        COUNT(*) FILTER(WHERE
          "t1"."bin" = 8) AS "bin_8",
        QUANTILE_CONT("t1"."duration_s", [0.25, 0.5, 0.75]) AS "quantiles"
      FROM (
        SELECT
          "t0"."duration_s",
          "t0"."week_start" AS "period",
          CASE
            WHEN "t0"."is_photo"
            THEN 'photo'
            WHEN "t0"."is_shop"
            THEN 'shop'
            WHEN "t0"."has_ad_signs"
            THEN 'ad'
            ELSE 'plain'
          END AS "format",
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
          "t0"."music_id" IS NOT NULL AS "has_sound",
          COALESCE("t0"."music_is_original", FALSE)
          OR (
            COALESCE("t0"."music_title", '') IN ('nhạc nền', 'original sound')
            OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'nhạc nền - ')
            OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'original sound - ')
          ) AS "from_recording"
        FROM "videos" AS "t0"
      ) AS "t1"
      GROUP BY
        1
    ) AS "t2"
  ) AS "t3"
) AS "t4"
ORDER BY
  "t4"."period" ASC;

-- spread_by_form(metric='plays')
SELECT
  *
FROM (
  SELECT
    "t6".*
    EXCLUDE ("quantiles")
  FROM (
    SELECT
      "t5"."bin",
      "t5"."n",
      "t5"."quantiles",
      LIST_EXTRACT("t5"."quantiles", 1) AS "p25",
      LIST_EXTRACT("t5"."quantiles", 2) AS "p50",
      LIST_EXTRACT("t5"."quantiles", 3) AS "p75"
    FROM (
      SELECT
        "t4"."bin",
        COUNT(*) AS "n",
        QUANTILE_CONT("t4"."plays", [0.25, 0.5, 0.75]) AS "quantiles"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              "t0"."is_pinned",
              "t0"."plays",
              CASE
                WHEN "t0"."is_photo"
                THEN 'photo'
                WHEN "t0"."is_shop"
                THEN 'shop'
                WHEN "t0"."has_ad_signs"
                THEN 'ad'
                ELSE 'plain'
              END AS "bin"
            FROM "videos" AS "t0"
          ) AS "t1"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              "t0"."is_pinned",
              "t0"."plays",
              CASE
                WHEN COALESCE("t0"."music_is_original", FALSE)
                OR (
                  COALESCE("t0"."music_title", '') IN ('nhạc nền', 'original sound')
                  OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'nhạc nền - ')
                  OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'original sound - ')
                )
                THEN 'original'
                ELSE 'music'
              END AS "bin"
            FROM "videos" AS "t0"
            WHERE
              "t0"."music_id" IS NOT NULL
          ) AS "t2"
        ) AS "t3"
        WHERE
          NOT (
            "t3"."is_pinned"
          ) AND "t3"."plays" IS NOT NULL
      ) AS "t4"
      GROUP BY
        1
    ) AS "t5"
  ) AS "t6"
) AS "t7"
ORDER BY
  "t7"."bin" ASC;

-- within_creator_by_form(metric='plays', every=1)
WITH "t2" AS (
  SELECT
    "t1"."creator",
    CAST(COUNT(*) AS DOUBLE) AS "all_n",
    SUM("t1"."outcome") AS "all_total",
    CAST(COUNT(*) FILTER(WHERE
      "t1"."has_sound") AS DOUBLE) AS "sound_n",
    SUM("t1"."outcome") FILTER(WHERE
      "t1"."has_sound") AS "sound_total",
    COUNT(*) FILTER(WHERE
      "t1"."format" = 'photo') AS "n_photo",
    COUNT(*) FILTER(WHERE
      "t1"."format" = 'shop') AS "n_shop",
    COUNT(*) FILTER(WHERE
      "t1"."format" = 'ad') AS "n_ad",
    COUNT(*) FILTER(WHERE
      "t1"."format" = 'plain') AS "n_plain",
    COUNT(*) FILTER(WHERE
      "t1"."has_sound" AND "t1"."from_recording") AS "n_original",
    COUNT(*) FILTER(WHERE
      "t1"."has_chosen") AS "n_sound",
    SUM("t1"."outcome") FILTER(WHERE
      "t1"."format" = 'photo') AS "total_photo",
    SUM("t1"."outcome") FILTER(WHERE
      "t1"."format" = 'shop') AS "total_shop",
    SUM("t1"."outcome") FILTER(WHERE
      "t1"."format" = 'ad') AS "total_ad",
    SUM("t1"."outcome") FILTER(WHERE
      "t1"."format" = 'plain') AS "total_plain",
    SUM("t1"."outcome") FILTER(WHERE
      "t1"."has_sound" AND "t1"."from_recording") AS "total_original",
    SUM("t1"."outcome") FILTER(WHERE
      "t1"."has_chosen") AS "total_sound"
  FROM (
    SELECT
      "t0"."creator",
      LN("t0"."plays" + 1) AS "outcome",
      CASE
        WHEN "t0"."is_photo"
        THEN 'photo'
        WHEN "t0"."is_shop"
        THEN 'shop'
        WHEN "t0"."has_ad_signs"
        THEN 'ad'
        ELSE 'plain'
      END AS "format",
      "t0"."music_id" IS NOT NULL AS "has_sound",
      COALESCE("t0"."music_id" = $sound, FALSE) AS "has_chosen",
      COALESCE("t0"."music_is_original", FALSE)
      OR (
        COALESCE("t0"."music_title", '') IN ('nhạc nền', 'original sound')
        OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'nhạc nền - ')
        OR STARTS_WITH(COALESCE("t0"."music_title", ''), 'original sound - ')
      ) AS "from_recording"
    FROM "videos" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      ) AND "t0"."plays" IS NOT NULL
  ) AS "t1"
  GROUP BY
    1
)
SELECT
  *
FROM (
  SELECT
    "t15"."bin",
    SUM("t15"."n") AS "n",
    COUNT(*) AS "creators",
    SUM("t15"."d") AS "sum_d",
    SUM("t15"."w") AS "sum_w",
    SUM("t15"."d" * "t15"."d") AS "sum_dd",
    SUM("t15"."d" * "t15"."w") AS "sum_dw",
    SUM("t15"."w" * "t15"."w") AS "sum_ww"
  FROM (
    SELECT
      "t14"."bin",
      "t14"."n",
      "t14"."total" - (
        (
          "t14"."n" * "t14"."all_total"
        ) / "t14"."all_n"
      ) AS "d",
      "t14"."n" * (
        1 - (
          "t14"."n" / "t14"."all_n"
        )
      ) AS "w"
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM (
          SELECT
            'original' AS "bin",
            "t3"."n_original" AS "n",
            "t3"."total_original" AS "total",
            "t3"."sound_n" AS "all_n",
            "t3"."sound_total" AS "all_total"
          FROM "t2" AS "t3"
          WHERE
            "t3"."n_original" > 0
        ) AS "t4"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            'sound' AS "bin",
            "t3"."n_sound" AS "n",
            "t3"."total_sound" AS "total",
            "t3"."all_n",
            "t3"."all_total"
          FROM "t2" AS "t3"
          WHERE
            "t3"."n_sound" > 0
        ) AS "t5"
      ) AS "t10"
      UNION ALL
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
              'photo' AS "bin",
              "t3"."n_photo" AS "n",
              "t3"."total_photo" AS "total",
              "t3"."all_n",
              "t3"."all_total"
            FROM "t2" AS "t3"
            WHERE
              "t3"."n_photo" > 0
          ) AS "t6"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              'shop' AS "bin",
              "t3"."n_shop" AS "n",
              "t3"."total_shop" AS "total",
              "t3"."all_n",
              "t3"."all_total"
            FROM "t2" AS "t3"
            WHERE
              "t3"."n_shop" > 0
          ) AS "t7"
        ) AS "t11"
        UNION ALL
        SELECT
          *
        FROM (
          SELECT
            *
          FROM (
            SELECT
              'ad' AS "bin",
              "t3"."n_ad" AS "n",
              "t3"."total_ad" AS "total",
              "t3"."all_n",
              "t3"."all_total"
            FROM "t2" AS "t3"
            WHERE
              "t3"."n_ad" > 0
          ) AS "t8"
          UNION ALL
          SELECT
            *
          FROM (
            SELECT
              'plain' AS "bin",
              "t3"."n_plain" AS "n",
              "t3"."total_plain" AS "total",
              "t3"."all_n",
              "t3"."all_total"
            FROM "t2" AS "t3"
            WHERE
              "t3"."n_plain" > 0
          ) AS "t9"
        ) AS "t12"
      ) AS "t13"
    ) AS "t14"
    WHERE
      "t14"."n" < "t14"."all_n"
  ) AS "t15"
  GROUP BY
    1
) AS "t16"
ORDER BY
  "t16"."bin" ASC;
