-- histories(half_life=15, recent_days=90, every=1)
SELECT
  "t13".*
  EXCLUDE ("creator_right")
FROM (
  SELECT
    "t3"."creator",
    "t3"."tier",
    "t12"."creator" AS "creator_right",
    "t12"."n",
    "t12"."y",
    "t12"."is_newest",
    "t12"."is_recent",
    "t12"."w",
    "t12"."ww",
    "t12"."wy",
    "t12"."wyy"
  FROM (
    SELECT
      "t0"."creator",
      "t0"."tier"
    FROM "creators" AS "t0"
  ) AS "t3"
  LEFT OUTER JOIN (
    SELECT
      *
    FROM (
      SELECT
        "t9"."creator",
        (
          "t9"."total" - 1
        ) - "t9"."newer" AS "n",
        "t9"."y",
        "t9"."newer" = 0 AS "is_newest",
        (
          "t9"."posted_at" > (
            (
              SELECT
                *
              FROM (
                SELECT
                  MAX("t4"."posted_at") AS "latest"
                FROM (
                  SELECT
                    *
                  FROM "videos" AS "t1"
                  WHERE
                    NOT (
                      "t1"."is_pinned"
                    )
                    AND "t1"."posted_at" <= (
                      "t1"."collected_at" - INTERVAL '14' DAY
                    )
                ) AS "t4"
              ) AS "t6"
            ) - INTERVAL '90' DAY
          )
        )
        AND (
          (
            "t9"."video_key" % 1
          ) = 0
        ) AS "is_recent",
        COALESCE(
          SUM("t9"."w") OVER (
            PARTITION BY "t9"."creator"
            ORDER BY "t9"."newer" DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
          ),
          0.0
        ) AS "w",
        COALESCE(
          SUM("t9"."w" * "t9"."w") OVER (
            PARTITION BY "t9"."creator"
            ORDER BY "t9"."newer" DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
          ),
          0.0
        ) AS "ww",
        COALESCE(
          SUM("t9"."w" * "t9"."y") OVER (
            PARTITION BY "t9"."creator"
            ORDER BY "t9"."newer" DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
          ),
          0.0
        ) AS "wy",
        COALESCE(
          SUM("t9"."w" * "t9"."y" * "t9"."y") OVER (
            PARTITION BY "t9"."creator"
            ORDER BY "t9"."newer" DESC
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 preceding
          ),
          0.0
        ) AS "wyy"
      FROM (
        SELECT
          "t8"."creator",
          "t8"."posted_at",
          "t8"."video_key",
          "t8"."y",
          "t8"."newer",
          "t8"."total",
          EXP("t8"."newer" * -0.046209812037329684) AS "w"
        FROM (
          SELECT
            "t5"."creator",
            "t5"."posted_at",
            "t5"."video_key",
            "t5"."y",
            ROW_NUMBER() OVER (
              PARTITION BY "t5"."creator"
              ORDER BY "t5"."posted_at" DESC, "t5"."video_key" DESC
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) - 1 AS "newer",
            COUNT(*) OVER (
              PARTITION BY "t5"."creator"
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
            ) AS "total"
          FROM (
            SELECT
              "t1"."creator",
              "t1"."posted_at",
              "t1"."video_key",
              LN(CAST("t1"."plays" AS DOUBLE) + 1) AS "y"
            FROM "videos" AS "t1"
            WHERE
              NOT (
                "t1"."is_pinned"
              )
              AND "t1"."posted_at" <= (
                "t1"."collected_at" - INTERVAL '14' DAY
              )
          ) AS "t5"
        ) AS "t8"
        WHERE
          "t8"."newer" < 300
      ) AS "t9"
    ) AS "t10"
    WHERE
      "t10"."is_newest" OR "t10"."is_recent"
  ) AS "t12"
    ON "t3"."creator" = "t12"."creator"
) AS "t13";
