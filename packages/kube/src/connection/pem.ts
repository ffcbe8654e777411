import { createPrivateKey, X509Certificate } from 'node:crypto';

const CERTIFICATE =
  /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END [A-Z0-9 ]+-----/g;

const CERTIFICATE_BEGINS = /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/;

/** The certificates of a text in PEM form, each by itself; whatever else stands there is left out. */
export function certificateBlocks(text: string): string[] {
  return text.match(CERTIFICATE) ?? [];
}

/**
 * Looks at certificates before TLS does: OpenSSL passes over a CA that it cannot read, and calls the server's certificate unknown
 * then.
 *
 * @param bytes - PEM, with whatever comments stand between the certificates, or one certificate in DER
 * @returns the certificates alone, as PEM
 * @throws Error whose message ends the sentence "KEY ..."
 */
export function readCertificates(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (!text.includes('-----BEGIN')) {
    return fromDer(bytes);
  }
  const blocks = certificateBlocks(text);
  if (blocks.length === 0) {
    throw new Error(
      CERTIFICATE_BEGINS.test(text)
        ? 'holds a certificate that is cut off'
        : 'does not hold a certificate, but something else in PEM form',
    );
  }
  blocks.forEach((block, index) => {
    try {
      return new X509Certificate(block);
    } catch {
      throw new Error(
        blocks.length === 1
          ? 'holds a certificate that cannot be read'
          : `holds ${blocks.length} certificates, of which the one at place ${
              index + 1
            } cannot be read`,
      );
    }
  });
  return `${blocks.join('\n')}\n`;
}

/**
 * A private key as PEM.
 *
 * @throws Error whose message ends the sentence "KEY ..."
 */
export function readPrivateKey(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  try {
    createPrivateKey(text);
    return text;
  } catch {
    throw new Error(
      /ENCRYPTED/.test(text)
        ? 'holds a private key that needs a passphrase, which cannot be given'
        : 'does not hold a private key in PEM form that can be read',
    );
  }
}

/** Whether the key is that of the certificate; both as PEM. */
export function belongTogether(certificate: string, key: string): boolean {
  return new X509Certificate(certificate).checkPrivateKey(
    createPrivateKey(key),
  );
}

function fromDer(bytes: Buffer): string {
  try {
    return new X509Certificate(bytes).toString();
  } catch {
    const decoded = Buffer.from(bytes.toString('latin1'), 'base64');
    throw new Error(
      decoded.includes('-----BEGIN')
        ? 'is encoded as base64 once too often'
        : 'does not hold a certificate that can be read',
    );
  }
}
