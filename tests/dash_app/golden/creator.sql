-- most_collected()
SELECT
  *
FROM (
  SELECT
    "t0"."creator",
    COUNT(*) AS "n"
  FROM "videos" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."n" DESC,
  "t1"."creator" ASC
LIMIT 1;

-- profile()
SELECT
  "t0"."creator",
  "t0"."nickname",
  "t0"."bio",
  "t0"."booking_note",
  "t0"."followers",
  "t0"."following",
  "t0"."hearts",
  "t0"."video_count",
  "t0"."verified",
  "t0"."is_seller",
  "t0"."is_business",
  "t0"."has_profile",
  "t0"."tier",
  "t0"."videos_collected",
  "t0"."collected_at"
FROM "creators" AS "t0"
WHERE
  LOWER("t0"."creator") = $account;

-- own_videos()
SELECT
  "t0".… > (
    "t0"."collected_at" - INTERVAL '3' DAY
  ) AS "is_young"
FROM "videos" AS "t0"
WHERE
  "t0"."creator" = $account
ORDER BY
  "t0"."video_key" ASC;

-- own_hashtags(metric='plays', most=5)
SELECT
  *
FROM (
  SELECT
    "t8"."hashtag_key",
    COUNT(*) AS "n",
    COUNT("t8"."plays") FILTER(WHERE
      NOT (
        "t8"."is_pinned"
      )) AS "judged",
    QUANTILE_CONT("t8"."plays", 0.5) FILTER(WHERE
      NOT (
        "t8"."is_pinned"
      )) AS "value"
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
      "t7"."creator" = $account
  ) AS "t8"
  GROUP BY
    1
) AS "t9"
ORDER BY
  "t9"."n" DESC,
  "t9"."hashtag_key" ASC
LIMIT 5;

-- content(most=5)
WITH "t7" AS (
  SELECT
    *
  FROM (
    SELECT
      'province' AS "field",
      "t0"."province" AS "label",
      "t0"."video_key"
    FROM "video_places" AS "t0"
    WHERE
      "t0"."creator" = $account
  ) AS "t3"
  UNION
  SELECT
    *
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t1"."field",
        "t1"."label",
        "t1"."video_key"
      FROM "video_labels" AS "t1"
      WHERE
        "t1"."creator" = $account
    ) AS "t4"
    UNION
    SELECT
      *
    FROM (
      SELECT
        'dish' AS "field",
        "t2"."dish_group" AS "label",
        "t2"."video_key"
      FROM "video_dishes" AS "t2"
      WHERE
        "t2"."creator" = $account
    ) AS "t5"
  ) AS "t6"
)
SELECT
  "t15"."field",
  "t15"."label",
  "t15"."n",
  "t15"."of_field"
FROM (
  SELECT
    "t14"."field",
    "t14"."label",
    "t14"."n",
    "t14"."place",
    "t11"."of_field"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t9"."field",
        "t9"."label",
        "t9"."n",
        ROW_NUMBER() OVER (
          PARTITION BY "t9"."field"
          ORDER BY "t9"."n" DESC, "t9"."label" ASC
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
        ) - 1 AS "place"
      FROM (
        SELECT
          "t8"."field",
          "t8"."label",
          COUNT(*) AS "n"
        FROM "t7" AS "t8"
        GROUP BY
          1,
          2
      ) AS "t9"
    ) AS "t12"
    WHERE
      "t12"."place" < 5
  ) AS "t14"
  INNER JOIN (
    SELECT
      "t8"."field",
      COUNT(DISTINCT "t8"."video_key") AS "of_field"
    FROM "t7" AS "t8"
    GROUP BY
      1
  ) AS "t11"
    ON "t14"."field" = "t11"."field"
) AS "t15"
ORDER BY
  "t15"."field" ASC,
  "t15"."place" ASC;

-- videos_by_key()
SELECT
  *
FROM (
  SELECT
    "t2"."video_key",
    "t2"."creator",
    "t2"."caption",
    "t2"."hashtags",
    "t2"."posted_date",
    "t2"."duration_s",
    "t2"."is_photo",
    "t2"."plays",
    "t2"."engagement_rate",
    "t2"."outlier_ratio",
    "t2"."has_ad_signs",
    "t2"."url",
    "t4"."hook",
    COALESCE("t4"."transcribed", FALSE) AS "transcribed"
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
  "t8"."video_key" ASC;

-- channel_history()
SELECT
  "t0"."collected_at",
  "t0"."followers",
  "t0"."hearts",
  "t0"."video_count"
FROM "creator_history" AS "t0"
WHERE
  "t0"."creator" = $account
ORDER BY
  "t0"."collected_at" ASC;

-- play_growth(most=5)
SELECT
  *
FROM (
  SELECT
    "t8"."video_key",
    "t8"."first_at",
    "t8"."last_at",
    "t8"."first",
    "t8"."last",
    AVG("t8"."days") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "days",
    COUNT(*) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "videos",
    CAST(SUM("t8"."last" - "t8"."first") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS DOUBLE) AS "gained"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        "t6"."video_key",
        "t6"."first_at",
        "t6"."last_at",
        "t6"."first",
        "t6"."last",
        (
          EPOCH(CAST("t6"."last_at" AS TIMESTAMP)) / 86400
        ) - (
          EPOCH(CAST("t6"."first_at" AS TIMESTAMP)) / 86400
        ) AS "days"
      FROM (
        SELECT
          "t5"."video_key",
          MIN("t5"."collected_at") AS "first_at",
          MAX("t5"."collected_at") AS "last_at",
          FIRST("t5"."plays" ORDER BY "t5"."collected_at") AS "first",
          FIRST("t5"."plays" ORDER BY "t5"."collected_at" DESC) AS "last"
        FROM (
          SELECT
            "t2"."video_id",
            "t2"."collected_at",
            "t2"."plays",
            "t2"."likes",
            "t2"."comments",
            "t2"."shares",
            "t2"."saves",
            "t2"."video_key"
          FROM "video_history" AS "t2"
          SEMI JOIN (
            SELECT
              *
            FROM "videos" AS "t1"
            WHERE
              "t1"."creator" = $account
          ) AS "t4"
            ON "t2"."video_key" = "t4"."video_key"
        ) AS "t5"
        GROUP BY
          1
      ) AS "t6"
    ) AS "t7"
    WHERE
      "t7"."days" >= 1
  ) AS "t8"
) AS "t9"
ORDER BY
  "t9"."last" - "t9"."first" DESC,
  "t9"."video_key" ASC
LIMIT 5;

-- video_rows(order='plays', descending=1, offset=0, limit=5)
SELECT
  "t2"."video_id",
  "t2"."creator",
  "t2"."caption",
  "t2"."posted_date",
  "t2"."posted_hour",
  "t2"."duration_s",
  "t2"."plays",
  "t2"."likes",
  "t2"."comments",
  "t2"."shares",
  "t2"."saves",
  "t2"."engagement_rate",
  "t2"."outlier_ratio",
  "t2"."hashtag_count",
  "t2"."url"
FROM (
  SELECT
    *
  FROM "videos" AS "t0"
  WHERE
    "t0"."creator" = $account
  ORDER BY
    "t0"."plays" DESC,
    "t0"."video_id" ASC
  LIMIT 5
) AS "t2";

-- top_videos(metric='plays', most=5)
SELECT
  "t2"."video_id",
  "t2"."creator",
  "t2"."caption",
  "t2"."posted_date",
  "t2"."posted_hour",
  "t2"."duration_s",
  "t2"."plays",
  "t2"."likes",
  "t2"."comments",
  "t2"."shares",
  "t2"."saves",
  "t2"."engagement_rate",
  "t2"."outlier_ratio",
  "t2"."hashtag_count",
  "t2"."url"
FROM (
  SELECT
    *
  FROM "videos" AS "t0"
  WHERE
    "t0"."creator" = $account
  ORDER BY
    "t0"."plays" DESC,
    "t0"."video_id" ASC
  LIMIT 5
) AS "t2";

-- video_count()
SELECT
  COUNT(*) AS "n"
FROM (
  SELECT
    *
  FROM "videos" AS "t0"
  WHERE
    "t0"."creator" = $account
) AS "t1";
