import { createPrivateKey } from 'node:crypto';
import { withoutTokens } from './withoutTokens';

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
/** As people copy it out of a request. */
const HEADER = /\bBearer\s+[\w.~+/-]{20,}/i;
/** OpenShift's tokens, and those of EKS. */
const OPAQUE_TOKEN = /sha256~[\w-]{40,}|k8s-aws-v1\.[\w-]{40,}/;

/** Secrets hold base64, and whoever does as with a certificate encodes that once more. */
const TIMES_ENCODED = 2;
const BASE64 = /^[\w+/=\s-]+$/;
const DER_TYPES = ['pkcs8', 'pkcs1', 'sec1'] as const;

/**
 * Whether a text holds a token or a private key, as it stands or encoded as base64: what must stand in no entity and no repository.
 * What looks like neither, such as a password, is not found.
 *
 * @public
 */
export function holdsCredential(text: string): boolean {
  let now = text;
  for (let decoded = 0; ; decoded += 1) {
    if (isToken(now) || PRIVATE_KEY.test(now)) {
      return true;
    }
    if (decoded === TIMES_ENCODED || !BASE64.test(now)) {
      return false;
    }
    const bytes = Buffer.from(now, 'base64');
    if (isPrivateKey(bytes)) {
      return true;
    }
    now = bytes.toString('latin1');
  }
}

function isToken(text: string): boolean {
  return (
    withoutTokens(text) !== text || HEADER.test(text) || OPAQUE_TOKEN.test(text)
  );
}

/** In DER, which begins as any sequence does. */
function isPrivateKey(bytes: Buffer): boolean {
  return (
    bytes[0] === 0x30 &&
    DER_TYPES.some(type => {
      try {
        createPrivateKey({ key: bytes, format: 'der', type });
        return true;
      } catch {
        return false;
      }
    })
  );
}
