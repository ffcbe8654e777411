/** Words that do not stand where a secret would be looked for, so that a hit is one. */
const SHORTEST = 8;

/**
 * What of the secrets stands in the texts: as they are, or as base64 has them wherever in a text they begin.
 *
 * @param {string[]} secrets
 * @param {Record<string, string>} texts - by what a test calls them
 * @returns {string[]} a sentence for each, without the secret
 */
export function tracesOf(secrets, texts) {
  return secrets.flatMap((secret, index) => {
    if (secret.length < SHORTEST) {
      throw new Error('A secret that short is part of many a word');
    }
    const forms = { itself: secret, ...encoded(secret) };
    return Object.entries(forms).flatMap(([how, form]) =>
      Object.keys(texts)
        .filter(name => texts[name].includes(form))
        .map(name => `secret ${index} (${how}) stands in ${name}`),
    );
  });
}

/** Its characters are shared with what stands before and after: those are left out. */
function encoded(secret) {
  return Object.fromEntries(
    [0, 1, 2].map(before => {
      const bytes = Buffer.from('\0'.repeat(before) + secret);
      const whole = bytes.subarray(0, bytes.length - (bytes.length % 3));
      return [
        `base64 after ${before}`,
        whole.toString('base64').slice(before === 0 ? 0 : 4),
      ];
    }),
  );
}
