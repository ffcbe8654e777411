import { authorization } from '../http/Transport';
import type { KubeCredential } from './ClusterConnection';

/** Shorter ones are part of many a word: they are taken out only where they stand alone. */
const SHORT_SECRET = 8;

/** A server, or what poses as one, may repeat in its error what it was sent. */
export function redact(text: string, credential: KubeCredential): string {
  const { token, basic } = credential;
  const header = authorization(credential).authorization?.split(' ')[1];
  return [token, header, basic?.password].reduce<string>(
    (clean, secret) =>
      secret ? clean.replaceAll(standing(secret), '<redacted>') : clean,
    text,
  );
}

function standing(secret: string): string | RegExp {
  return secret.length < SHORT_SECRET
    ? new RegExp(
        `(?<![A-Za-z0-9])${secret.replace(
          /[.*+?^${}()|[\]\\]/g,
          '\\$&',
        )}(?![A-Za-z0-9])`,
        'g',
      )
    : secret;
}
