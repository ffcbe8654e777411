import { createPrivateKey, X509Certificate } from 'node:crypto';

const CERTIFICATE =
  /(-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----)([^-]+)(-----END [A-Z0-9 ]+-----)/g;
/** A line that was lost when the text was copied, as JSON writes it or as a space, and what indents it in YAML. */
const BETWEEN_LINES = /\\[nr]|\s+/g;

const CERTIFICATE_BEGINS = /-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/g;

/**
 * The certificates of a text in PEM form, each by itself and in lines as OpenSSL takes them; whatever else stands there is left out.
 */
export function certificateBlocks(text: string): string[] {
  return Array.from(
    text.matchAll(CERTIFICATE),
    ([, begin, body, end]) =>
      `${begin}\n${body
        .replace(BETWEEN_LINES, '')
        .replace(/.{1,64}/g, '$&\n')}${end}`,
  );
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
  const begun = text.match(CERTIFICATE_BEGINS)?.length ?? 0;
  if (begun > blocks.length) {
    throw new Error(
      begun === 1
        ? 'holds a certificate that is cut off'
        : `holds ${begun} certificates, of which one is cut off`,
    );
  }
  if (blocks.length === 0) {
    throw new Error(
      'does not hold a certificate, but something else in PEM form',
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
