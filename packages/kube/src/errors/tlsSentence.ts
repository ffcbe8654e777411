import { textOf } from './errorCode';

/** How to give a CA: the same words wherever they are needed. */
const GIVE_CA =
  'Give the certificate of its authority (certificate-authority-data in a kubeconfig, caData or caFile in settings).';

/** By OpenSSL's or Node's code: what is wrong with `host`'s certificate and what to do. */
const CERTIFICATE: Record<string, (host: string, detail: string) => string> = {
  CERT_HAS_EXPIRED: host =>
    `The certificate of ${host}, or of its authority, has expired. Renew it on the server, and check the clock of this machine.`,
  CERT_NOT_YET_VALID: host =>
    `The certificate of ${host} is not valid yet. Check the clock of this machine and of the server.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: host =>
    `The certificate of ${host} is self-signed and not known here. ${GIVE_CA}`,
  SELF_SIGNED_CERT_IN_CHAIN: host =>
    `The certificate of ${host} comes from an authority that is not known here. Its chain ends in a self-signed one; something may intercept TLS on the way. ${GIVE_CA}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: host =>
    `The certificate of ${host} comes from an authority that is not known here. ${GIVE_CA}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: host =>
    `The certificate of ${host} comes from an authority that is not known here. ${GIVE_CA}`,
  UNABLE_TO_GET_ISSUER_CERT: host =>
    `The certificate of ${host} comes from an authority that is not known here. ${GIVE_CA}`,
  CERT_SIGNATURE_FAILURE: host =>
    `The certificate of ${host} was not signed by the authority that was given for it. ${GIVE_CA}`,
  ERR_TLS_CERT_ALTNAME_INVALID: (host, detail) =>
    `The certificate of ${host} is for another name. ${detail}Use a name that it carries as the server's address, or set tls-server-name (tlsServerName in settings).`,
  HOSTNAME_MISMATCH: host =>
    `The certificate of ${host} is for another name. Use a name that it carries as the server's address, or set tls-server-name (tlsServerName in settings).`,
  CERT_REVOKED: host =>
    `The certificate of ${host} was revoked. Renew it on the server.`,
  INVALID_CA: host =>
    `What was given as the authority of ${host} is not one. ${GIVE_CA}`,
  INVALID_PURPOSE: host =>
    `The certificate of ${host} is not one for servers. Renew it on the server.`,
};

/** @returns the sentence for a TLS failure, or `undefined` where the code is not one of TLS. */
export function tlsSentence(
  code: string,
  host: string,
  error: Error,
): string | undefined {
  const certificate = CERTIFICATE[code];
  if (certificate) {
    return certificate(host, namesOf(error));
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
