-- ranked_alerts()
SELECT
  "t0"."kind",
  "t0"."subject",
  "t0"."name",
  "t0"."creator",
  "t0"."severity",
  "t0"."rank",
  "t0"."size",
  "t0"."n",
  "t0"."q_value",
  "t0"."since",
  "t0"."until",
  "t0"."is_new",
  "t0"."evidence"
FROM "alerts" AS "t0"
ORDER BY
  "t0"."rank" ASC;
