-- best_hooks(most=5)
SELECT
  "t8"."hook",
  "t8"."caption",
  "t8"."hashtags",
  "t8"."creator",
  "t8"."plays",
  "t8"."outlier_ratio",
  "t8"."duration_s",
  "t8"."posted_date",
  "t8"."has_ad_signs",
  "t8"."url"
FROM (
  SELECT
    *
  FROM (
    SELECT
      "t4".…,
      "t5"."hook"
    FROM (
      SELECT
        *
      FROM "videos" AS "t0"
      WHERE
        NOT (
          "t0"."is_pinned"
        ) AND "t0"."outlier_ratio" IS NOT NULL
    ) AS "t4"
    INNER JOIN (
      SELECT
        "t1"."video_key",
        "t1"."hook"
      FROM "transcripts" AS "t1"
      WHERE
        "t1"."hook" IS NOT NULL AND "t1"."hook" <> ''
    ) AS "t5"
      ON "t4"."video_key" = "t5"."video_key"
  ) AS "t6"
  ORDER BY
    "t6"."outlier_ratio" DESC,
    "t6"."video_id" ASC
  LIMIT 5
) AS "t8";

-- spoken_count()
SELECT
  COUNT(*) AS "n"
FROM (
  SELECT
    *
  FROM "transcripts" AS "t0"
  WHERE
    "t0"."hook" IS NOT NULL AND "t0"."hook" <> ''
) AS "t1";
