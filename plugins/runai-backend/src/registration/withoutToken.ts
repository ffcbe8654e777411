/** Shorter ones are part of many a word: they are taken out only where they stand alone. */
const SHORT = 8;
const TAKEN_OUT = '<token>';

/**
 * A value whose texts do not hold a token, whatever the server that was asked made of what it was sent: as it is, in lower case as a
 * host has it, as part of an address, or as base64.
 */
export function withoutToken<T>(value: T, token: string): T {
  const forms = [token, encodeURIComponent(token)].map(asWritten);
  // What follows the token decides on the last characters.
  const encoded = Buffer.from(token).toString('base64').slice(0, -4);
  const pattern = new RegExp(
    [
      ...forms,
      ...(encoded ? [`${asWritten(encoded)}[\\w+/=-]{0,4}`] : []),
    ].join('|'),
    'gi',
  );
  return JSON.parse(JSON.stringify(value), (_key, one) =>
    typeof one === 'string' ? one.replace(pattern, TAKEN_OUT) : one,
  );
}

function asWritten(form: string): string {
  const literal = form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return form.length < SHORT
    ? `(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`
    : literal;
}
