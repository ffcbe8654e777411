import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { certificateBlocks } from '@runai-portal/kube';

/**
 * What the portal's own certificate is verified by, as PEM: itself where nobody signed it, the authorities that stand behind it in its
 * file where there are any. Undefined where the portal does not serve HTTPS itself, where another certificate stands before it (the
 * configured one is not for the host of the address), and where the file names no authority, as with one that everybody knows.
 *
 * @param url - of the portal as it is reached from outside
 */
export function proxyAuthority(
  config: RootConfigService,
  url: string,
): string | undefined {
  const { protocol, hostname } = new URL(url);
  const pem = config.getOptional('backend.https.certificate.cert');
  if (protocol !== 'https:' || typeof pem !== 'string') {
    return undefined;
  }
  const [own, ...authorities] = certificatesOf(pem);
  if (!own || !isFor(own, hostname.replace(/^\[|\]$/g, ''))) {
    return undefined;
  }
  const signers = own.checkIssued(own)
    ? [own]
    : authorities.filter(({ ca }) => ca);
  return signers.map(String).join('') || undefined;
}

/** What cannot be read does not count: the portal would not have started with it. */
function certificatesOf(pem: string): X509Certificate[] {
  try {
    return certificateBlocks(pem).map(block => new X509Certificate(block));
  } catch {
    return [];
  }
}

function isFor(certificate: X509Certificate, host: string): boolean {
  return Boolean(
    isIP(host) ? certificate.checkIP(host) : certificate.checkHost(host),
  );
}
