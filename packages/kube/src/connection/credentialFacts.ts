import { X509Certificate } from 'node:crypto';
import { decodeJwt } from 'jose';
import type {
  ClusterConnection,
  CredentialRenewal,
  KubeCredential,
} from './ClusterConnection';

/**
 * What can be told of credentials without showing them.
 *
 * @public
 */
export interface CredentialFacts {
  kind: 'token' | 'clientCertificate' | 'basic' | 'none';
  /** ISO 8601; absent for tokens that do not expire, or that do not say so. */
  tokenExpiresAt?: string;
  tokenIssuer?: string;
  tokenSubject?: string;
  /** ISO 8601 */
  certificateNotAfter?: string;
  certificateIssuer?: string;
  certificateSubject?: string;
  /** The server's certificate is not verified: anybody on the way can read the token. */
  skipTLSVerify: boolean;
  /** The server is asked without TLS: anybody on the way can read the token. */
  plainHttp?: boolean;
  /** What renews the credential without anybody's doing; absent where somebody must give a new one before it expires. */
  renewal?: CredentialRenewal;
}

/** Reads expiry, issuer and subject from a token or certificate; nothing is verified, and nothing that is secret is returned. */
export async function credentialFacts(
  connection: ClusterConnection,
  signal?: AbortSignal,
): Promise<CredentialFacts> {
  const credential = (await connection.credentials?.(signal)) ?? {};
  return {
    ...describe(credential),
    skipTLSVerify: connection.skipTLSVerify ?? false,
    ...(/^http:/i.test(connection.server) && { plainHttp: true }),
    ...(connection.renewal && { renewal: connection.renewal }),
  };
}

function describe({
  token,
  clientCert,
  basic,
}: KubeCredential): Pick<CredentialFacts, 'kind'> & Partial<CredentialFacts> {
  if (token) {
    return { kind: 'token', ...describeToken(token) };
  }
  if (clientCert) {
    return {
      kind: 'clientCertificate',
      ...describeCertificate(clientCert.cert),
    };
  }
  return { kind: basic ? 'basic' : 'none' };
}

/** Tokens need not be JWTs: those of webhooks and of static files say nothing. */
function describeToken(
  token: string,
): Pick<CredentialFacts, 'tokenExpiresAt' | 'tokenIssuer' | 'tokenSubject'> {
  try {
    const { exp, iss, sub } = decodeJwt(token);
    return {
      ...(typeof exp === 'number' && {
        tokenExpiresAt: new Date(exp * 1000).toISOString(),
      }),
      ...(typeof iss === 'string' && { tokenIssuer: iss }),
      ...(typeof sub === 'string' && { tokenSubject: sub }),
    };
  } catch {
    return {};
  }
}

function describeCertificate(
  pem: string,
): Pick<
  CredentialFacts,
  'certificateNotAfter' | 'certificateIssuer' | 'certificateSubject'
> {
  try {
    const certificate = new X509Certificate(pem);
    return {
      certificateNotAfter: new Date(certificate.validTo).toISOString(),
      certificateIssuer: certificate.issuer.replace(/\n/g, ', '),
      certificateSubject: certificate.subject.replace(/\n/g, ', '),
    };
  } catch {
    return {};
  }
}
