import { InputError } from '@backstage/errors';

/** JSON web tokens, as Kubernetes and every cloud give them, and the header that carries one. */
const TOKEN = /eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|\bBearer\s+[\w.~+/-]{8,}/i;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;

/**
 * Refuses input that holds a token or a private key, wherever somebody put it: it would stand in a repository.
 *
 * @throws InputError that names the field
 */
export function refuseTokens(input: object): void {
  for (const [field, value] of Object.entries(input)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const decoded = Buffer.from(text ?? '', 'base64').toString('latin1');
    if (
      TOKEN.test(text ?? '') ||
      [text ?? '', decoded].some(one => PRIVATE_KEY.test(one))
    ) {
      throw new InputError(
        `${field} holds what looks like a token or a private key: neither belongs into a repository. The token goes into the portal's configuration`,
      );
    }
  }
}
