-- newest_look()
SELECT
  MAX(EPOCH(CAST("t0"."collected_at" AS TIMESTAMP))) AS "looked_at"
FROM "creators" AS "t0";

-- looked_at_after()
SELECT
  *
FROM (
  SELECT
    "t6"."end",
    COUNT(*) FILTER(WHERE
      "t6"."looked_at" >= "t6"."end") AS "after",
    COUNT(*) AS "active"
  FROM (
    SELECT
      "t3"."looked_at",
      "t5"."end"
    FROM (
      SELECT
        EPOCH(CAST("t0"."collected_at" AS TIMESTAMP)) AS "looked_at"
      FROM "creators" AS "t0"
      WHERE
        EPOCH(CAST("t0"."collected_at" AS TIMESTAMP)) >= CAST($lately AS BIGINT)
    ) AS "t3"
    CROSS JOIN (
      SELECT
        CAST("t1"."end" AS BIGINT) AS "end"
      FROM (
        SELECT
          UNNEST(STR_SPLIT($ends, ' ')) AS "end"
      ) AS "t1"
    ) AS "t5"
  ) AS "t6"
  GROUP BY
    1
) AS "t7"
ORDER BY
  "t7"."end" ASC;
