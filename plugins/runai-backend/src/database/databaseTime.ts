import type { Knex } from 'knex';

/**
 * An SQL expression for a moment by the database's clock, as instants are stored: replicas whose own clocks differ agree on it.
 *
 * @param milliseconds - from now; negative for the past
 */
export function databaseTime(knex: Knex, milliseconds = 0): Knex.Raw {
  const seconds = (milliseconds / 1000).toFixed(3);
  return isPostgres(knex)
    ? knex.raw(formatted(`interval '${seconds} seconds'`))
    : knex.raw(`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '${seconds} seconds')`);
}

/** A moment between now and so many milliseconds from now, another one for every row. */
export function scatteredTime(knex: Knex, milliseconds: number): Knex.Raw {
  const whole = Math.max(1, Math.round(milliseconds));
  return isPostgres(knex)
    ? knex.raw(formatted(`interval '1 millisecond' * (random() * ${whole})`))
    : knex.raw(
        `strftime('%Y-%m-%dT%H:%M:%fZ', 'now', (abs(random() % ${whole}) / 1000.0) || ' seconds')`,
      );
}

/** The column is one of the values, which are handed over as one: there may be thousands of them. */
export function isAnyOf(
  knex: Knex,
  column: string,
  values: readonly string[],
): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw('?? = ANY(?)', [column, [...values]])
    : knex.raw('?? IN (SELECT value FROM json_each(?))', [
        column,
        JSON.stringify(values),
      ]);
}

/** The other database that the plugin runs on is SQLite. */
export function isPostgres({ client }: { client: Knex.Client }): boolean {
  return client.driverName === 'pg';
}

function formatted(interval: string): string {
  return `to_char((clock_timestamp() + ${interval}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
