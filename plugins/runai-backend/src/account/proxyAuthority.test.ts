import { ConfigReader } from '@backstage/config';
import { caCertificate, serverCertificate } from '@runai-portal/simulator';
import { X509Certificate } from 'node:crypto';
import { proxyAuthority } from './proxyAuthority';

/** Signed by itself, for localhost, valid until 2126; its key is lost. */
const SELF_SIGNED = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUNjDeFpZbL1CbMa5mX9PsT/kwsxIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyOTE4NDc1NVoYDzIxMjYxMTA1
MTg0NzU1WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARWQjLbNWfS8uRiNBRLU9FOcZMg+ZPcQDAre0kUrwpFWpcPi+vBpdAY
MK3u9Va6eToygQ4rjzgA1dBAWapZPJLEo28wbTAdBgNVHQ4EFgQUVDnG5FiUheQ5
T+Ti42QETjsIqaMwHwYDVR0jBBgwFoAUVDnG5FiUheQ5T+Ti42QETjsIqaMwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgG0s+uBAFNEdJn4nSQQTyniwYuVNx1TWXwcV6GjhJYroCIQC3
9ecaw1apJreht2Xq1kdZmmnghjfE4GuHjwu+Pg1toA==
-----END CERTIFICATE-----
`;

const URL = 'https://localhost:7007/api/runai';

function authorityOf(cert: string | undefined, url = URL) {
  const https = cert === undefined ? {} : { certificate: { cert, key: '' } };
  return proxyAuthority(new ConfigReader({ backend: { https } }), url);
}

/** The same certificate, however its lines are broken. */
const same = (pem: string | undefined) =>
  pem && new X509Certificate(pem).fingerprint256;

const server = serverCertificate().cert;
const authority = caCertificate();

describe('what the certificate of the portal is verified by', () => {
  it('is the authority that stands behind it in its file', () => {
    expect(same(authorityOf(`${server}\n${authority}`))).toBe(same(authority));
    expect(
      authorityOf(`${server}${authority}`, 'https://127.0.0.1:7007/api/runai'),
    ).toBeDefined();
  });

  it('is itself where nobody else signed it', () => {
    expect(same(authorityOf(SELF_SIGNED))).toBe(same(SELF_SIGNED));
  });

  it('is not known where nothing stands behind it', () => {
    expect(authorityOf(server)).toBeUndefined();
  });

  it.each([
    [undefined, URL],
    ['no certificate', URL],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', URL],
    // The portal is reached by plain HTTP, or through something else that has a certificate of its own.
    [`${server}${authority}`, 'http://localhost:7007/api/runai'],
    [`${server}${authority}`, 'https://portal.corp.example/api/runai'],
    [`${server}${authority}`, 'https://[::1]:7007/api/runai'],
  ])('is not told of %# where it would not fit', (cert, url) => {
    expect(authorityOf(cert, url)).toBeUndefined();
  });
});
