-- kind_videos(every=1)
SELECT
  *
FROM (
  SELECT
    "t10"."video_key",
    "t10"."creator",
    "t10"."outlier_ratio",
    "t10"."is_outlier",
    "t10"."duration_s",
    "t10"."words_per_second",
    "t10"."hashtag_count",
    "t10"."weekday",
    "t10"."is_photo",
    "t10"."is_original",
    "t10"."has_ad_signs",
    "t10"."has_place",
    COALESCE("t10"."is_labelled", FALSE) AS "by_label",
    LENGTH("t10"."bare") AS "caption_length",
    CASE
      WHEN "t10"."duration_s" IS NULL
      THEN CAST(NULL AS BIGINT)
      WHEN "t10"."duration_s" < 10
      THEN 0
      WHEN "t10"."duration_s" < 30
      THEN 1
      WHEN "t10"."duration_s" < 60
      THEN 2
      WHEN "t10"."duration_s" < 90
      THEN 3
      WHEN "t10"."duration_s" < 120
      THEN 4
      WHEN "t10"."duration_s" < 180
      THEN 5
      WHEN "t10"."duration_s" < 300
      THEN 6
      WHEN "t10"."duration_s" < 600
      THEN 7
      ELSE 8
    END AS "duration",
    CASE
      WHEN "t10"."posted_hour" < 5
      THEN 0
      WHEN "t10"."posted_hour" < 11
      THEN 1
      WHEN "t10"."posted_hour" < 14
      THEN 2
      WHEN "t10"."posted_hour" < 18
      THEN 3
      ELSE 4
    END AS "part",
    CASE
      WHEN "t10"."hashtag_count" < 1
      THEN 0
      WHEN "t10"."hashtag_count" < 3
      THEN 1
      WHEN "t10"."hashtag_count" < 6
      THEN 2
      WHEN "t10"."hashtag_count" < 10
      THEN 3
      ELSE 4
    END AS "hashtags",
    CASE
      WHEN LENGTH("t10"."bare") < 1
      THEN 0
      WHEN LENGTH("t10"."bare") < 50
      THEN 1
      WHEN LENGTH("t10"."bare") < 100
      THEN 2
      WHEN LENGTH("t10"."bare") < 200
      THEN 3
      ELSE 4
    END AS "caption",
    "t10"."video_key" IN (
      SELECT
        "t0"."video_key"
      FROM "video_dishes" AS "t0"
    ) AS "has_dish"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t8"."video_key",
        "t8"."creator",
        "t8"."outlier_ratio",
        "t8"."duration_s",
        "t8"."words_per_second",
        "t8"."hashtag_count",
        "t8"."is_photo",
        "t8"."has_ad_signs",
        "t8"."posted_hour",
        "t8"."is_outlier",
        "t8"."weekday",
        "t8"."is_original",
        "t8"."has_place",
        "t8"."shown",
        "t8"."bare",
        "t7"."video_key" AS "video_key_right",
        "t7"."is_labelled",
        "t7"."says_kind"
      FROM (
        SELECT
          "t1"."video_key",
          "t1"."creator",
          "t1"."outlier_ratio",
          "t1"."duration_s",
          "t1"."words_per_second",
          "t1"."hashtag_count",
          "t1"."is_photo",
          "t1"."has_ad_signs",
          "t1"."posted_hour",
          "t1"."outlier_ratio" >= CAST($least AS DOUBLE) AS "is_outlier",
          "t1"."posted_weekday" AS "weekday",
          CASE
            WHEN "t1"."music_id" IS NOT NULL
            THEN COALESCE("t1"."music_is_original", FALSE)
            OR (
              COALESCE("t1"."music_title", '') IN ('nhạc nền', 'original sound')
              OR STARTS_WITH(COALESCE("t1"."music_title", ''), 'nhạc nền - ')
              OR STARTS_WITH(COALESCE("t1"."music_title", ''), 'original sound - ')
            )
            ELSE CAST(NULL AS BOOLEAN)
          END AS "is_original",
          "t1"."province" IS NOT NULL AS "has_place",
          "t1"."caption" AS "shown",
          REGEXP_REPLACE(REGEXP_REPLACE("t1"."caption", '#\S+', ' ', 'g'), '^\s+|\s+$', '', 'g') AS "bare"
        FROM "videos" AS "t1"
        WHERE
          NOT (
            "t1"."is_pinned"
          )
          AND "t1"."outlier_ratio" IS NOT NULL
          AND NOT (
            "t1"."posted_at" > (
              "t1"."collected_at" - INTERVAL '3' DAY
            )
          )
      ) AS "t8"
      LEFT OUTER JOIN (
        SELECT
          "t4"."video_key",
          TRUE AS "is_labelled",
          BOOL_OR(
            CAST(ARRAY_CONTAINS(STR_SPLIT($labels, '
'), "t4"."label") AS BOOLEAN)
          ) AS "says_kind"
        FROM (
          SELECT
            *
          FROM "video_labels" AS "t2"
          WHERE
            "t2"."field" = 'categories'
        ) AS "t4"
        GROUP BY
          1
      ) AS "t7"
        ON "t8"."video_key" = "t7"."video_key"
    ) AS "t9"
    WHERE
      CASE
        WHEN COALESCE("t9"."is_labelled", FALSE)
        THEN "t9"."says_kind"
        ELSE COALESCE(
          CASE
            WHEN REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $mukbang
            )
            THEN 'mukbang'
            WHEN REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $cooking_strong
            )
            AND REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $review_strong
            )
            THEN CAST(NULL AS TEXT)
            WHEN REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $cooking_strong
            )
            THEN 'cooking'
            WHEN REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $review_strong
            )
            THEN 'review'
            WHEN REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $cooking_weak
            )
            AND REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $review_weak
            )
            THEN CAST(NULL AS TEXT)
            WHEN REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $cooking_weak
            )
            THEN 'cooking'
            WHEN REGEXP_MATCHES(
              LOWER(
                CASE
                  WHEN REGEXP_MATCHES("t9"."bare", '\p{L}')
                  THEN "t9"."bare"
                  ELSE "t9"."shown"
                END
              ),
              $review_weak
            )
            THEN 'review'
            ELSE CAST(NULL AS TEXT)
          END = $kind,
          FALSE
        )
      END
  ) AS "t10"
) AS "t11"
ORDER BY
  "t11"."video_key" ASC;

-- kind_agreement()
SELECT
  COUNT(*) AS "n",
  COUNT(*) FILTER(WHERE
    "t8"."says_kind") AS "agreed"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t4"."video_key",
      "t4"."shown",
      "t4"."bare",
      "t6"."is_labelled",
      "t6"."says_kind"
    FROM (
      SELECT
        "t0"."video_key",
        "t0"."caption" AS "shown",
        REGEXP_REPLACE(REGEXP_REPLACE("t0"."caption", '#\S+', ' ', 'g'), '^\s+|\s+$', '', 'g') AS "bare"
      FROM "videos" AS "t0"
    ) AS "t4"
    INNER JOIN (
      SELECT
        "t2"."video_key",
        TRUE AS "is_labelled",
        BOOL_OR(
          CAST(ARRAY_CONTAINS(STR_SPLIT($labels, '
'), "t2"."label") AS BOOLEAN)
        ) AS "says_kind"
      FROM (
        SELECT
          *
        FROM "video_labels" AS "t1"
        WHERE
          "t1"."field" = 'categories'
      ) AS "t2"
      GROUP BY
        1
    ) AS "t6"
      ON "t4"."video_key" = "t6"."video_key"
  ) AS "t7"
  WHERE
    CASE
      WHEN REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $mukbang
      )
      THEN 'mukbang'
      WHEN REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $cooking_strong
      )
      AND REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $review_strong
      )
      THEN CAST(NULL AS TEXT)
      WHEN REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $cooking_strong
      )
      THEN 'cooking'
      WHEN REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $review_strong
      )
      THEN 'review'
      WHEN REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $cooking_weak
      )
      AND REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $review_weak
      )
      THEN CAST(NULL AS TEXT)
      WHEN REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $cooking_weak
      )
      THEN 'cooking'
      WHEN REGEXP_MATCHES(
        LOWER(
          CASE
            WHEN REGEXP_MATCHES("t7"."bare", '\p{L}')
            THEN "t7"."bare"
            ELSE "t7"."shown"
          END
        ),
        $review_weak
      )
      THEN 'review'
      ELSE CAST(NULL AS TEXT)
    END = $kind
) AS "t8";

-- video_details(every=1)
SELECT
  *
FROM (
  SELECT
    "t7"."field",
    "t7"."label",
    ARRAY_AGG("t7"."video_key") FILTER(WHERE
      "t7"."video_key" IS NOT NULL) AS "videos"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t0"."video_key",
        'province' AS "field",
        "t0"."province" AS "label"
      FROM "video_places" AS "t0"
      WHERE
        NOT (
          "t0"."is_pinned"
        ) AND "t0"."rank" = 1
    ) AS "t3"
    UNION
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          "t1"."video_key",
          "t1"."field",
          "t1"."label"
        FROM "video_labels" AS "t1"
        WHERE
          NOT (
            "t1"."is_pinned"
          )
          AND "t1"."field" IN ('hook_type', 'structure_style', 'tone_of_voice', 'pacing', 'has_cta', 'cta_type')
      ) AS "t4"
      UNION
      SELECT
        *
      FROM (
        SELECT
          "t2"."video_key",
          'dish' AS "field",
          "t2"."dish_group" AS "label"
        FROM "video_dishes" AS "t2"
        WHERE
          NOT (
            "t2"."is_pinned"
          )
      ) AS "t5"
    ) AS "t6"
  ) AS "t7"
  GROUP BY
    1,
    2
) AS "t8"
ORDER BY
  "t8"."field" ASC,
  "t8"."label" ASC;

-- videos_of()
SELECT
  *
FROM (
  SELECT
    "t3"."creator",
    "t3"."caption",
    "t3"."hashtags",
    "t3"."posted_date",
    "t3"."duration_s",
    "t3"."is_photo",
    "t3"."plays",
    "t3"."outlier_ratio",
    "t3"."has_ad_signs",
    "t3"."url",
    "t6"."hook",
    "t7"."videos_collected",
    "t3"."video_key",
    COALESCE("t6"."transcribed", FALSE) AS "transcribed"
  FROM "videos" AS "t3"
  SEMI JOIN (
    SELECT
      TRY_CAST("t8"."video_key" AS INT) AS "video_key"
    FROM (
      SELECT
        UNNEST(STR_SPLIT($keys, ' ')) AS "video_key"
    ) AS "t8"
  ) AS "t10"
    ON "t3"."video_key" = "t10"."video_key"
  LEFT OUTER JOIN (
    SELECT
      "t1"."video_key",
      "t1"."hook",
      TRUE AS "transcribed"
    FROM "transcripts" AS "t1"
  ) AS "t6"
    ON "t3"."video_key" = "t6"."video_key"
  LEFT OUTER JOIN (
    SELECT
      "t2"."creator",
      "t2"."videos_collected"
    FROM "creators" AS "t2"
  ) AS "t7"
    ON "t3"."creator" = "t7"."creator"
) AS "t11"
ORDER BY
  "t11"."outlier_ratio" DESC,
  "t11"."video_key" ASC;
