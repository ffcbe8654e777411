import { z } from 'zod';
import type { KubeCredential } from '../connection/ClusterConnection';

/** What a plugin printed: a credential, or why it is none. */
export type ExecAnswer =
  | { credential: KubeCredential; expiresAt?: Date }
  | { credential?: undefined; problem: string };

const text = z
  .string()
  .nullish()
  .transform(value => value || undefined);
const answerSchema = z.object({
  status: z.object({
    token: text,
    clientCertificateData: text,
    clientKeyData: text,
    expirationTimestamp: text,
  }),
});
const statusSchema = z.object({
  kind: z.literal('Status'),
  message: z.string().min(1),
});

/**
 * Reads the `ExecCredential` that a plugin printed.
 *
 * @see https://kubernetes.io/docs/reference/config-api/client-authentication.v1/
 */
export function readExecCredential(stdout: string): ExecAnswer {
  if (stdout.trim() === '') {
    return { problem: 'printed nothing' };
  }
  const answer = parse(stdout);
  if (answer === undefined) {
    return {
      problem: /^[^{]+\{[\s\S]*\}\s*$/.test(stdout)
        ? 'printed other words before its answer, which is not a credential then'
        : 'printed something that is not a credential',
    };
  }
  const refusal = statusSchema.safeParse(answer);
  if (refusal.success) {
    return { problem: `refused: ${refusal.data.message}` };
  }
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) {
    const [key] = parsed.error.issues[0].path.slice(-1);
    return {
      problem: `returned no credential (its answer has no ${
        key === 'status' || key === undefined
          ? 'status'
          : `usable ${String(key)}`
      })`,
    };
  }
  const { token, clientCertificateData, clientKeyData, expirationTimestamp } =
    parsed.data.status;
  if (Boolean(clientCertificateData) !== Boolean(clientKeyData)) {
    return {
      problem: 'returned a client certificate and no key, or a key alone',
    };
  }
  if (!token && !clientCertificateData) {
    return {
      problem: 'returned no credential (neither a token nor a certificate)',
    };
  }
  const expiresAt = new Date(expirationTimestamp ?? '');
  return {
    credential: {
      token: token?.trim(),
      ...(clientCertificateData &&
        clientKeyData && {
          clientCert: { cert: clientCertificateData, key: clientKeyData },
        }),
    },
    ...(!Number.isNaN(expiresAt.getTime()) && { expiresAt }),
  };
}

/** The message of a `Status`, which plugins print that speak as API servers do. */
export function statusMessage(stdout: string): string | undefined {
  return statusSchema.safeParse(parse(stdout)).data?.message;
}

function parse(stdout: string): unknown {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}
