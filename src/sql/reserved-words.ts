/** Words that cannot be names without quotes, as far as that tells one clause from the next. */

/** Never a column, a table or an alias: reserved in all three databases, or in two of them and hardly a name in the third. */
export const RESERVED: ReadonlySet<string> = new Set(
  (
    'ALL AND ANY AS ASC BETWEEN BY CASE CHECK CONSTRAINT CREATE CROSS DEFAULT DELETE DESC DISTINCT ELSE EXCEPT FOREIGN FROM FULL GROUP ' +
    'HAVING IN INNER INSERT INTERSECT INTO IS JOIN LATERAL LEFT LIKE LIMIT NATURAL NOT NULL ON OR ORDER OUTER PRIMARY REFERENCES ' +
    'RIGHT SELECT SET SOME TABLE THEN TO UNION UNIQUE UPDATE USING VALUES WHEN WHERE WITH'
  ).split(' '),
);

/** May be a column, but where an alias could stand without AS they open what comes next. */
export const NEVER_BARE_ALIAS: ReadonlySet<string> = new Set([
  ...RESERVED,
  ...(
    'COLLATE CONFLICT DO DUPLICATE END ESCAPE FETCH FOR ILIKE INDEXED ISNULL NOTNULL OFFSET ONLY OVERRIDING ' +
    'RETURNING STRAIGHT_JOIN TABLESAMPLE WINDOW'
  ).split(' '),
]);

/** Functions whose names are reserved otherwise. */
export const RESERVED_FUNCTIONS: ReadonlySet<string> = new Set(['INSERT', 'LEFT', 'RIGHT', 'VALUES']);

/** Functions that are written without parentheses. */
export const BARE_FUNCTIONS: ReadonlySet<string> = new Set(
  (
    'CURRENT_CATALOG CURRENT_DATE CURRENT_ROLE CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER LOCALTIME ' +
    'LOCALTIMESTAMP SESSION_USER UTC_DATE UTC_TIME UTC_TIMESTAMP'
  ).split(' '),
);

/** Units of time, as INTERVAL and EXTRACT write them. */
export const TIME_UNITS: ReadonlySet<string> = new Set(
  (
    'MICROSECOND MICROSECONDS MILLISECOND MILLISECONDS SECOND MINUTE HOUR DAY WEEK MONTH QUARTER YEAR DECADE CENTURY ' +
    'MILLENNIUM EPOCH DOW DOY ISODOW ISOYEAR JULIAN TIMEZONE TIMEZONE_HOUR TIMEZONE_MINUTE SECOND_MICROSECOND ' +
    'MINUTE_MICROSECOND MINUTE_SECOND HOUR_MICROSECOND HOUR_SECOND HOUR_MINUTE DAY_MICROSECOND DAY_SECOND DAY_MINUTE ' +
    'DAY_HOUR YEAR_MONTH'
  ).split(' '),
);
