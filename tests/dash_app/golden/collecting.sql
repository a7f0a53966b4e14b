-- creator_collections()
SELECT
  "t0"."creator",
  "t0"."collected_at",
  "t0"."videos_collected" AS "videos",
  "t0"."last_posted_date"
FROM "creators" AS "t0"
ORDER BY
  "t0"."creator" ASC;
