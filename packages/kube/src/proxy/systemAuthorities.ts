import * as tls from 'node:tls';

/** The authorities that TLS trusts where none are named. Node tells those of `NODE_EXTRA_CA_CERTS` with them from 22.15 on. */
export function systemAuthorities(): readonly string[] {
  const tell: unknown = Reflect.get(tls, 'getCACertificates');
  return typeof tell === 'function' ? tell('default') : tls.rootCertificates;
}
