-- videos_by_week()
SELECT
  "t7"."week_start",
  "t7"."n",
  COALESCE("t7"."named", 0) AS "named",
  COALESCE("t7"."creators", 0) AS "creators"
FROM (
  SELECT
    "t6".*
    EXCLUDE ("week_start_right")
  FROM (
    SELECT
      "t3"."week_start",
      "t3"."n",
      "t5"."week_start" AS "week_start_right",
      "t5"."named",
      "t5"."creators"
    FROM (
      SELECT
        "t0"."week_start",
        COUNT(*) AS "n"
      FROM "videos" AS "t0"
      GROUP BY
        1
    ) AS "t3"
    LEFT OUTER JOIN (
      SELECT
        "t1"."week_start",
        COUNT(DISTINCT "t1"."video_key") AS "named",
        COUNT(DISTINCT "t1"."creator") AS "creators"
      FROM "video_dishes" AS "t1"
      GROUP BY
        1
    ) AS "t5"
      ON "t3"."week_start" = "t5"."week_start"
  ) AS "t6"
) AS "t7"
ORDER BY
  "t7"."week_start" ASC;

-- mentions_by_week(level='dish_group', most=5)
WITH "t3" AS (
  SELECT
    "t2"."name",
    "t2"."week_start",
    SUM("t2"."n") AS "n",
    COUNT(*) AS "creators"
  FROM (
    SELECT
      "t1"."name",
      "t1"."week_start",
      "t1"."creator",
      COUNT(*) AS "n"
    FROM (
      SELECT DISTINCT
        "t0"."dish_group" AS "name",
        "t0"."week_start",
        "t0"."creator",
        "t0"."video_key"
      FROM "video_dishes" AS "t0"
      WHERE
        "t0"."week_start" BETWEEN CAST($since AS DATE) AND CAST($until AS DATE)
    ) AS "t1"
    GROUP BY
      1,
      2,
      3
  ) AS "t2"
  GROUP BY
    1,
    2
)
SELECT
  "t5"."name",
  "t5"."week_start",
  "t5"."n",
  "t5"."creators"
FROM "t3" AS "t5"
SEMI JOIN (
  SELECT
    *
  FROM (
    SELECT
      "t4"."name",
      MAX("t4"."n") AS "best"
    FROM "t3" AS "t4"
    GROUP BY
      1
  ) AS "t6"
  ORDER BY
    "t6"."best" DESC,
    "t6"."name" ASC
  LIMIT 5
) AS "t9"
  ON "t5"."name" = "t9"."name";

-- groups_of_dishes()
SELECT
  "t2"."dish",
  "t2"."dish_group"
FROM (
  SELECT DISTINCT
    "t0"."dish",
    "t0"."dish_group"
  FROM "video_dishes" AS "t0"
) AS "t2"
SEMI JOIN (
  SELECT
    UNNEST(STR_SPLIT($names, '
')) AS "dish"
) AS "t4"
  ON "t2"."dish" = "t4"."dish";

-- weeks_present(level='dish_group', most=5)
SELECT
  *
FROM (
  SELECT
    "t1"."name",
    COUNT(DISTINCT "t1"."week_start") AS "weeks",
    COUNT(DISTINCT "t1"."video_key") AS "n"
  FROM (
    SELECT
      "t0"."video_id",
      "t0"."dish",
      "t0"."dish_group" AS "name",
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
      "t0"."is_pinned",
      "t0"."province",
      "t0"."region"
    FROM "video_dishes" AS "t0"
  ) AS "t1"
  GROUP BY
    1
) AS "t2"
ORDER BY
  "t2"."weeks" DESC,
  "t2"."n" DESC,
  "t2"."name" ASC
LIMIT 5;
