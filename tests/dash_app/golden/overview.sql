-- counts()
SELECT
  COUNT(*) AS "videos",
  COUNT(DISTINCT "t0"."creator") AS "creators",
  MIN("t0"."posted_date") AS "first",
  MAX("t0"."posted_date") AS "last",
  CAST(SUM("t0"."plays") AS DOUBLE) AS "plays",
  QUANTILE_CONT("t0"."plays", 0.5) FILTER(WHERE
    NOT (
      "t0"."is_pinned"
    )) AS "median_plays",
  QUANTILE_CONT("t0"."engagement_rate", 0.5) FILTER(WHERE
    NOT (
      "t0"."is_pinned"
    )) AS "median_rate"
FROM "videos" AS "t0";

-- plays_of_top_tenth()
SELECT
  COUNT(*) AS "n",
  QUANTILE_CONT("t0"."plays", 0.9) AS "threshold",
  CAST(SUM("t0"."plays") FILTER(WHERE
    "t0"."plays" >= (
      SELECT
        *
      FROM (
        SELECT
          QUANTILE_CONT("t0"."plays", 0.9) AS "threshold"
        FROM "videos" AS "t0"
      ) AS "t1"
    )) AS DOUBLE) / CAST(SUM("t0"."plays") AS DOUBLE) AS "share"
FROM "videos" AS "t0";

-- videos_by_week()
SELECT
  *
FROM (
  SELECT
    "t0"."week_start",
    COUNT(*) AS "n"
  FROM "videos" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."week_start" ASC;
