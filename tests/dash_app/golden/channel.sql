-- compared_videos(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t6".*
    EXCLUDE ("creator")
  FROM (
    SELECT
      "t3"."video_key",
      "t3"."creator",
      "t3"."posted_hour",
      "t3"."posted_weekday",
      "t3"."posted_date",
      "t3"."week_start",
      "t3"."duration_s",
      "t3"."hashtag_count",
      "t3"."value",
      "t5"."creator_number"
    FROM (
      SELECT
        "t0"."video_key",
        "t0"."creator",
        "t0"."posted_hour",
        "t0"."posted_weekday",
        "t0"."posted_date",
        "t0"."week_start",
        "t0"."duration_s",
        "t0"."hashtag_count",
        CAST("t0"."plays" AS DOUBLE) AS "value"
      FROM "videos" AS "t0"
      WHERE
        NOT (
          "t0"."is_pinned"
        ) AND "t0"."plays" IS NOT NULL
    ) AS "t3"
    INNER JOIN (
      SELECT
        "t1"."creator",
        ROW_NUMBER() OVER (
          ORDER BY "t1"."creator" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "creator_number"
      FROM "creators" AS "t1"
    ) AS "t5"
      ON "t3"."creator" = "t5"."creator"
  ) AS "t6"
) AS "t7"
ORDER BY
  "t7"."video_key" ASC;

-- creator_number()
SELECT
  "t1"."creator_number"
FROM (
  SELECT
    "t0"."creator",
    ROW_NUMBER() OVER (
      ORDER BY "t0"."creator" ASC
      ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    ) - 1 AS "creator_number"
  FROM "creators" AS "t0"
) AS "t1"
WHERE
  "t1"."creator" = $account;

-- named_dishes(metric='plays', most=5, every=1)
WITH "t1" AS (
  SELECT DISTINCT
    "t0"."video_key",
    "t0"."dish_group" AS "name"
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
    "t9"."label",
    ARRAY_AGG("t9"."video_key") FILTER(WHERE
      "t9"."video_key" IS NOT NULL) AS "videos"
  FROM (
    SELECT
      "t3"."video_key",
      "t8"."label"
    FROM "t1" AS "t3"
    LEFT OUTER JOIN (
      SELECT
        "t6"."name",
        "t6"."name" AS "label"
      FROM (
        SELECT
          *
        FROM (
          SELECT
            "t2"."name",
            COUNT(*) AS "n"
          FROM "t1" AS "t2"
          GROUP BY
            1
        ) AS "t4"
        ORDER BY
          "t4"."n" DESC,
          "t4"."name" ASC
        LIMIT 5
      ) AS "t6"
    ) AS "t8"
      ON "t3"."name" = "t8"."name"
  ) AS "t9"
  GROUP BY
    1
) AS "t10"
ORDER BY
  "t10"."label" ASC;

-- used_hashtags(metric='plays', most=5, every=1)
WITH "t1" AS (
  SELECT
    "t0"."video_key",
    "t0"."hashtag_key" AS "label"
  FROM "video_hashtags" AS "t0"
  WHERE
    NOT (
      "t0"."is_pinned"
    ) AND "t0"."plays" IS NOT NULL
)
SELECT
  *
FROM (
  SELECT
    "t12"."label",
    ARRAY_AGG("t12"."video_key") FILTER(WHERE
      "t12"."video_key" IS NOT NULL) AS "videos"
  FROM (
    SELECT
      "t5"."video_key",
      "t5"."label"
    FROM "t1" AS "t5"
    SEMI JOIN (
      SELECT
        *
      FROM (
        SELECT
          "t7"."label",
          "t7"."n"
        FROM (
          SELECT
            "t3"."label",
            COUNT(*) AS "n"
          FROM "t1" AS "t3"
          GROUP BY
            1
        ) AS "t7"
        ANTI JOIN (
          SELECT
            UNNEST(STR_SPLIT($left_out, ' ')) AS "label"
        ) AS "t4"
          ON "t7"."label" = "t4"."label"
      ) AS "t8"
      ORDER BY
        "t8"."n" DESC,
        "t8"."label" ASC
      LIMIT 5
    ) AS "t11"
      ON "t5"."label" = "t11"."label"
  ) AS "t12"
  GROUP BY
    1
) AS "t13"
ORDER BY
  "t13"."label" ASC;

-- placed_videos(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t1"."label",
    ARRAY_AGG("t1"."video_key") FILTER(WHERE
      "t1"."video_key" IS NOT NULL) AS "videos"
  FROM (
    SELECT
      "t0"."video_key",
      "t0"."province" AS "label"
    FROM "video_places" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      ) AND "t0"."plays" IS NOT NULL AND "t0"."rank" = 1
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."label" ASC;

-- labelled_videos(metric='plays', every=1)
SELECT
  *
FROM (
  SELECT
    "t1"."field",
    "t1"."label",
    ARRAY_AGG("t1"."video_key") FILTER(WHERE
      "t1"."video_key" IS NOT NULL) AS "videos"
  FROM (
    SELECT
      "t0"."video_key",
      "t0"."field",
      "t0"."label"
    FROM "video_labels" AS "t0"
    WHERE
      NOT (
        "t0"."is_pinned"
      )
      AND "t0"."plays" IS NOT NULL
      AND "t0"."field" IN (
        'categories',
        'main_content_focus',
        'structure_style',
        'hook_type',
        'tone_of_voice',
        'pacing',
        'cta_type'
      )
  ) AS "t1"
  GROUP BY
    1,
    2
) AS "t2"
ORDER BY
  "t2"."field" ASC,
  "t2"."label" ASC;

-- own_contents()
SELECT
  *
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
      "t0"."creator" = $account AND "t0"."rank" = 1
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
        "t1"."creator" = $account
        AND "t1"."field" IN (
          'categories',
          'main_content_focus',
          'structure_style',
          'hook_type',
          'tone_of_voice',
          'pacing',
          'cta_type'
        )
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
        "t2"."creator" = $account
    ) AS "t5"
  ) AS "t6"
) AS "t7"
ORDER BY
  "t7"."video_key" ASC,
  "t7"."field" ASC,
  "t7"."label" ASC;
