/** The query of a request, its `?` included; empty where there is none. What is undefined is left out. */
export function queryString(
  query: Readonly<Record<string, string | undefined>> = {},
): string {
  const parts = Object.entries(query).flatMap(([key, value]) => {
    if (value === undefined) {
      return [];
    }
    return value === ''
      ? [encodeURIComponent(key)]
      : [`${encodeURIComponent(key)}=${encodeURIComponent(value)}`];
  });
  return parts.length ? `?${parts.join('&')}` : '';
}
