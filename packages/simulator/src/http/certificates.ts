import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** PEM texts. */
export interface KeyAndCertificate {
  key: string;
  cert: string;
}

interface Authority extends KeyAndCertificate {
  certificate: forge.pki.Certificate;
  privateKey: forge.pki.rsa.PrivateKey;
}

const day = 24 * 60 * 60 * 1000;
const authorities = new Map<string, Authority>();
const issued = new Map<string, KeyAndCertificate>();

/**
 * The authority of all clusters of this process, whose certificate stands in their kubeconfigs.
 *
 * @public
 */
export function caCertificate(): string {
  return authority('simulated-kubernetes-ca').cert;
}

/**
 * What a server shows: right for localhost, unless another kind is asked for.
 *
 * @public
 */
export function serverCertificate(
  kind: 'valid' | 'wrongCertificate' | 'expiredCertificate' = 'valid',
): KeyAndCertificate {
  return cached(kind, () => {
    const expired = kind === 'expiredCertificate';
    return issue({
      ca:
        kind === 'wrongCertificate'
          ? authority('another-ca')
          : authority('simulated-kubernetes-ca'),
      subject: [{ shortName: 'CN', value: 'kube-apiserver' }],
      days: expired ? [-400, -35] : [-1, 365],
      extensions: [
        { name: 'extKeyUsage', serverAuth: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'localhost' },
            { type: 2, value: 'kubernetes.default.svc' },
            { type: 7, ip: '127.0.0.1' },
          ],
        },
      ],
    });
  });
}

/** A certificate that the servers of this process take for `user`. */
export function clientCertificate(
  user: string,
  groups: string[] = [],
): KeyAndCertificate {
  return cached(`client ${JSON.stringify([user, groups])}`, () =>
    issue({
      ca: authority('simulated-kubernetes-ca'),
      subject: [
        { shortName: 'CN', value: user },
        ...groups.map(value => ({ shortName: 'O', value })),
      ],
      days: [-1, 365],
      extensions: [{ name: 'extKeyUsage', clientAuth: true }],
    }),
  );
}

function cached(key: string, make: () => KeyAndCertificate): KeyAndCertificate {
  let present = issued.get(key);
  if (!present) {
    present = make();
    issued.set(key, present);
  }
  return present;
}

function authority(name: string): Authority {
  let present = authorities.get(name);
  if (!present) {
    const { privateKey, publicKey, key } = keyPair();
    const certificate = forge.pki.createCertificate();
    const subject = [{ shortName: 'CN', value: name }];
    fill(certificate, {
      publicKey,
      subject,
      issuer: subject,
      days: [-2, 3650],
    });
    certificate.setExtensions([
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      { name: 'subjectKeyIdentifier' },
    ]);
    certificate.sign(privateKey, forge.md.sha256.create());
    present = {
      key,
      cert: forge.pki.certificateToPem(certificate),
      certificate,
      privateKey,
    };
    authorities.set(name, present);
  }
  return present;
}

function issue(options: {
  ca: Authority;
  subject: forge.pki.CertificateField[];
  days: [from: number, to: number];
  extensions: object[];
}): KeyAndCertificate {
  const { ca, subject, days, extensions } = options;
  // One key for all: making RSA keys is what takes time, and nothing here is a secret.
  const { publicKey, key } = leafKey();
  const certificate = forge.pki.createCertificate();
  fill(certificate, {
    publicKey,
    subject,
    issuer: ca.certificate.subject.attributes,
    days,
  });
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, keyEncipherment: true },
    ...extensions,
  ]);
  certificate.sign(ca.privateKey, forge.md.sha256.create());
  return { key, cert: forge.pki.certificateToPem(certificate) };
}

let serial = 0;

function fill(
  certificate: forge.pki.Certificate,
  options: {
    publicKey: forge.pki.rsa.PublicKey;
    subject: forge.pki.CertificateField[];
    issuer: forge.pki.CertificateField[];
    days: [from: number, to: number];
  },
): void {
  serial += 1;
  certificate.publicKey = options.publicKey;
  certificate.serialNumber = (0x1000 + serial).toString(16);
  // The operating system's clock, not the simulated one: the TLS stacks of clients compare with it.
  certificate.validity.notBefore = new Date(Date.now() + options.days[0] * day);
  certificate.validity.notAfter = new Date(Date.now() + options.days[1] * day);
  certificate.setSubject(options.subject);
  certificate.setIssuer(options.issuer);
}

let leaf: ReturnType<typeof keyPair> | undefined;

function leafKey() {
  leaf ??= keyPair();
  return leaf;
}

/** Keys from node's own crypto: in pure JavaScript one takes seconds. */
function keyPair() {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  return {
    key: pair.privateKey,
    privateKey: forge.pki.privateKeyFromPem(pair.privateKey),
    publicKey: forge.pki.publicKeyFromPem(pair.publicKey),
  };
}
