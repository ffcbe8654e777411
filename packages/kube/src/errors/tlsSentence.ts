import { textOf } from './errorCode';

/** What the sentences of an unknown authority need. */
interface Peer {
  host: string;
  /** What the error itself tells, e.g. the names that a certificate carries. */
  detail: string;
  /** Whether an authority was given, and how to give one: the same words wherever they are needed. */
  authority: string;
}

const HOW =
  'certificate-authority-data in a kubeconfig, caData or caFile in settings';
const GIVEN = `Give the certificate of its authority (${HOW}).`;
const NONE_GIVEN = `No authority was given, so that only those of the system are trusted: give the certificate of its authority (${HOW}).`;

const unknownAuthority = ({ host, authority }: Peer) =>
  `The certificate of ${host} comes from an authority that is not known here. ${authority}`;
const otherName = ({ host, detail }: Peer) =>
  `The certificate of ${host} is for another name. ${detail}Use a name that it carries as the server's address, or set tls-server-name (tlsServerName in settings).`;

/** By OpenSSL's or Node's code: what is wrong with a certificate and what to do. */
const CERTIFICATE: Record<string, (peer: Peer) => string> = {
  CERT_HAS_EXPIRED: ({ host }) =>
    `The certificate of ${host}, or of its authority, has expired. Renew it on the server, and check the clock of this machine.`,
  CERT_NOT_YET_VALID: ({ host }) =>
    `The certificate of ${host} is not valid yet. Check the clock of this machine and of the server.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: ({ host, authority }) =>
    `The certificate of ${host} is self-signed and not known here. ${authority}`,
  SELF_SIGNED_CERT_IN_CHAIN: ({ host, authority }) =>
    `The certificate of ${host} comes from an authority that is not known here. Its chain ends in a self-signed one; something may intercept TLS on the way. ${authority}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  CERT_SIGNATURE_FAILURE: ({ host, authority }) =>
    `The certificate of ${host} was not signed by the authority that was given for it. ${authority}`,
  ERR_TLS_CERT_ALTNAME_INVALID: otherName,
  HOSTNAME_MISMATCH: otherName,
  CERT_REVOKED: ({ host }) =>
    `The certificate of ${host} was revoked. Renew it on the server.`,
  INVALID_CA: ({ host, authority }) =>
    `What was given as the authority of ${host} is not one. ${authority}`,
  INVALID_PURPOSE: ({ host }) =>
    `The certificate of ${host} is not one for servers. Renew it on the server.`,
};

/**
 * @param hasAuthority - a certificate authority was given for the host
 * @returns the sentence for a TLS failure, or `undefined` where the code is not one of TLS
 */
export function tlsSentence(
  code: string,
  host: string,
  error: Error,
  hasAuthority = true,
): string | undefined {
  const certificate = CERTIFICATE[code];
  if (certificate) {
    const authority = hasAuthority ? GIVEN : NONE_GIVEN;
    return certificate({ host, detail: namesOf(error), authority });
  }
  if (
    /^ERR_OSSL_|^ERR_CRYPTO_|^ERR_TLS_INVALID|routines::/.test(code) ||
    /PEM routines|asn1 encoding/.test(error.message)
  ) {
    return `The CA, client certificate or key for ${host} cannot be used. OpenSSL says ${code}: each must be PEM, and the key must belong to the certificate.`;
  }
  if (
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' ||
    /wrong version number/i.test(error.message)
  ) {
    return `${host} does not speak TLS on this port. Check the port, or whether the address should begin with http://.`;
  }
  if (
    /ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED|ACCESS_DENIED)/.test(
      code,
    )
  ) {
    return `${host} does not accept our client certificate, or asks for one. The server says ${code}: give a valid client certificate and key.`;
  }
  if (/^CERT_|^ERR_SSL_|^ERR_TLS_|^EPROTO$|_CERT_|CRL_/.test(code)) {
    return `TLS with ${host} failed (${code}). Check which TLS versions and certificates the server offers, and whether something intercepts the connection.`;
  }
  return undefined;
}

/** Which names the certificate carries: Node leaves it at the error. */
function namesOf(error: Error): string {
  const certificate: unknown = Reflect.get(error, 'cert');
  const names = textOf(certificate, 'subjectaltname');
  return names ? `It carries ${names.slice(0, 300)}. ` : '';
}
