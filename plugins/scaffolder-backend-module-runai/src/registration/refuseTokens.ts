import { InputError } from '@backstage/errors';
import { holdsCredential } from '@runai-portal/backstage-plugin-runai-node';

/**
 * Refuses input that holds a token or a private key, wherever somebody put it: it would stand in a repository.
 *
 * @throws InputError that names the field
 */
export function refuseTokens(input: object): void {
  for (const [field, value] of Object.entries(input)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    if (holdsCredential(text ?? '')) {
      throw new InputError(
        `${field} holds what looks like a token or a private key: neither belongs into a repository. The token goes into the portal's configuration`,
      );
    }
  }
}
