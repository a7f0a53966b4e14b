-- metric_by_creator(metric='plays', aggregate='median')
SELECT
  *
FROM (
  SELECT
    "t0"."creator",
    QUANTILE_CONT("t0"."plays", 0.5) FILTER(WHERE
      NOT (
        "t0"."is_pinned"
      )) AS "value"
  FROM "videos" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."creator" ASC;
