import { belongTogether, readCertificates, readPrivateKey } from './pem';
import type { CertificatePair } from './checkSettings';

/**
 * A client certificate with its key whose files are replaced one after the other: until both fit again, the last pair that did is
 * used.
 *
 * @param checked - the pair as it was first read
 * @param readers - of the certificate and of the key; what has not changed comes as the same buffer
 */
export function changingPair(
  checked: CertificatePair,
  readers: [() => Promise<Buffer>, () => Promise<Buffer>],
): () => Promise<CertificatePair> {
  let pair = checked;
  let seen: Buffer[] = [];
  return async () => {
    const [cert, key] = await Promise.all([readers[0](), readers[1]()]);
    if (cert !== seen[0] || key !== seen[1]) {
      seen = [cert, key];
      pair = fitting(cert, key) ?? pair;
    }
    return pair;
  };
}

function fitting(cert: Buffer, key: Buffer): CertificatePair | undefined {
  try {
    const pair = { cert: readCertificates(cert), key: readPrivateKey(key) };
    return belongTogether(pair.cert, pair.key) ? pair : undefined;
  } catch {
    return undefined;
  }
}
