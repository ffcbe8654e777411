import type { ConnectionTestRequest } from '@runai-portal/backstage-plugin-runai-common';
import { holdsCredential } from '@runai-portal/backstage-plugin-runai-node';
import {
  connectionFromSettings,
  KubeconfigError,
  type ClusterConnection,
} from '@runai-portal/kube';
import { SAYS } from './says';
import { notAccepted, notReached, notTested, type Found } from './steps';

/** A shell or a file of YAML needs them, and no token holds them. */
const QUOTES = /^["'`]|["'`]$/;

/** The connection that was given, or what is wrong with its token or its authority: the token is looked at first. */
export function givenConnection({
  server,
  ca,
  token,
}: ConnectionTestRequest):
  | { ok: true; connection: ClusterConnection }
  | { ok: false; found: Found } {
  if (QUOTES.test(token) || problemOf({ server, token })) {
    return {
      ok: false,
      found: {
        reachable: notTested('NotAccepted', SAYS.tokenFirst),
        ...notAccepted({ reason: 'TokenInvalid', message: SAYS.tokenInvalid }),
      },
    };
  }
  if (ca && holdsCredential(ca)) {
    return {
      ok: false,
      found: notReached({
        reason: 'CertificateWithSecret',
        message: SAYS.certificateWithSecret,
      }),
    };
  }
  const settings = { server, caData: ca?.trim() || undefined, token };
  const problem = problemOf(settings);
  return problem === undefined
    ? { ok: true, connection: connectionFromSettings(settings) }
    : {
        ok: false,
        found: notReached({
          reason: 'CertificateInvalid',
          message: SAYS.certificateInvalid(problem),
        }),
      };
}

/** @returns the sentence, without the name of the key */
function problemOf(
  settings: Parameters<typeof connectionFromSettings>[0],
): string | undefined {
  try {
    connectionFromSettings(settings);
    return undefined;
  } catch (error) {
    if (error instanceof KubeconfigError) {
      return error.message.replace(/^caData /, '');
    }
    throw error;
  }
}
