-- creator_options(most=5)
SELECT
  *
FROM (
  SELECT
    "t0"."creator" AS "value",
    COALESCE("t0"."nickname", '') AS "label",
    "t0"."videos_collected" AS "n"
  FROM "creators" AS "t0"
  WHERE
    CONTAINS(LOWER("t0"."creator"), $text)
    OR (
      CONTAINS(LOWER(COALESCE("t0"."nickname", '')), $text)
      OR CONTAINS(
        TRANSLATE(
          LOWER(COALESCE("t0"."nickname", '')),
          'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ',
          'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd'
        ),
        $text
      )
    )
  ORDER BY
    "t0"."videos_collected" DESC,
    "t0"."creator" ASC
  LIMIT 5
) AS "t2";

-- hashtag_options(most=5)
SELECT
  "t11"."value",
  "t11"."label",
  "t11"."n"
FROM (
  SELECT
    "t9"."value",
    "t9"."n",
    "t9"."value" AS "label"
  FROM (
    SELECT
      "t8"."hashtag_key" AS "value",
      COUNT(*) AS "n"
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
        CONTAINS("t7"."hashtag_key", $text)
    ) AS "t8"
    GROUP BY
      1
  ) AS "t9"
  ORDER BY
    "t9"."n" DESC,
    "t9"."value" ASC
  LIMIT 5
) AS "t11";

-- province_options(most=5)
SELECT
  "t4"."value",
  "t4"."label",
  "t4"."n"
FROM (
  SELECT
    "t2"."value",
    "t2"."n",
    "t2"."value" AS "label"
  FROM (
    SELECT
      "t1"."province" AS "value",
      COUNT(*) AS "n"
    FROM (
      SELECT
        *
      FROM "videos" AS "t0"
      WHERE
        "t0"."province" IS NOT NULL
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  WHERE
    CONTAINS(LOWER("t2"."value"), $text)
    OR CONTAINS(
      TRANSLATE(
        LOWER("t2"."value"),
        'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ',
        'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd'
      ),
      $text
    )
  ORDER BY
    "t2"."n" DESC,
    "t2"."value" ASC
  LIMIT 5
) AS "t4";

-- dish_options(most=5)
SELECT
  "t3"."value",
  "t3"."label",
  "t3"."n"
FROM (
  SELECT
    "t1"."value",
    "t1"."n",
    "t1"."value" AS "label"
  FROM (
    SELECT
      "t0"."dish_group" AS "value",
      COUNT(DISTINCT "t0"."video_key") AS "n"
    FROM "video_dishes" AS "t0"
    GROUP BY
      1
  ) AS "t1"
  WHERE
    CONTAINS(LOWER("t1"."value"), $text)
    OR CONTAINS(
      TRANSLATE(
        LOWER("t1"."value"),
        'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ',
        'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd'
      ),
      $text
    )
  ORDER BY
    "t1"."n" DESC,
    "t1"."value" ASC
  LIMIT 5
) AS "t3";

-- category_options(most=5)
SELECT
  "t4"."value",
  "t4"."label",
  "t4"."n"
FROM (
  SELECT
    "t2"."value",
    "t2"."n",
    "t2"."value" AS "label"
  FROM (
    SELECT
      "t1"."label" AS "value",
      COUNT(*) AS "n"
    FROM (
      SELECT
        *
      FROM "video_labels" AS "t0"
      WHERE
        "t0"."field" = 'categories'
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  WHERE
    CONTAINS(LOWER("t2"."value"), $text)
    OR CONTAINS(
      TRANSLATE(
        LOWER("t2"."value"),
        'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ',
        'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd'
      ),
      $text
    )
  ORDER BY
    "t2"."n" DESC,
    "t2"."value" ASC
  LIMIT 5
) AS "t4";

-- week_options()
SELECT
  CAST("t1"."week_start" AS TEXT) AS "value",
  CAST("t1"."week_start" AS TEXT) AS "label",
  "t1"."n"
FROM (
  SELECT
    "t0"."week_start",
    COUNT(*) AS "n"
  FROM "videos" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."week_start" DESC;

-- sound_options(most=5)
SELECT
  "t4"."value",
  "t4"."label",
  "t4"."n"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t1"."music_id" AS "value",
      COALESCE(FIRST("t1"."music_title" ORDER BY "t1"."video_key" DESC), '') || ' · ' || COALESCE(FIRST("t1"."music_author" ORDER BY "t1"."video_key" DESC), '') AS "label",
      COUNT(*) AS "n",
      BOOL_OR(CAST("t1"."is_chosen" AS BOOLEAN)) AS "is_chosen"
    FROM (
      SELECT
        "t0".…,
        ARRAY_CONTAINS(STR_SPLIT($chosen, ' '), "t0"."music_id") AS "is_chosen"
      FROM "videos" AS "t0"
      WHERE
        "t0"."music_id" IS NOT NULL
        AND (
          CONTAINS(LOWER(COALESCE("t0"."music_title", '')), $text)
          OR CONTAINS(LOWER(COALESCE("t0"."music_author", '')), $text)
          OR ARRAY_CONTAINS(STR_SPLIT($chosen, ' '), "t0"."music_id")
        )
    ) AS "t1"
    GROUP BY
      1
  ) AS "t2"
  ORDER BY
    "t2"."is_chosen" DESC,
    "t2"."n" DESC,
    "t2"."value" ASC
  LIMIT 5
) AS "t4";
