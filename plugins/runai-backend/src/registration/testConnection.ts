import type {
  AccessView,
  ConnectionTest,
  ConnectionTestReason,
  ConnectionTestRequest,
  ConnectionTestStep,
} from '@runai-portal/backstage-plugin-runai-common';
import { readPlatform, type Engine } from '@runai-portal/checks';
import {
  connectionFromSettings,
  isKubeError,
  KubeClient,
  KubeconfigError,
  type ClusterConnection,
} from '@runai-portal/kube';
import { describeAccess } from '../account/describeAccess';
import { readAccess } from '../account/readAccess';
import { failureOf } from './failureOf';
import type { RegistrableServers } from './RegistrableServers';
import { SAYS } from './says';

/** What a test finds of a server, before it is known how long it took. */
type Found = Omit<ConnectionTest, 'server' | 'testedAt' | 'durationMs'>;

/** All of it, whatever the server does; a single request has less. */
const LASTS_MS = 45_000;
/** What it reads is small: lists of nodes aside, a few KiB. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Tries a connection once: whether the server is reached, whether it accepts the token, and what the token's account may do of what
 * the checks need. Nothing of it stays.
 *
 * @returns never rejects for what the server does, only with the reason of `options.signal`
 */
export async function testConnection(
  { server, ca, token }: ConnectionTestRequest,
  options: {
    servers: RegistrableServers;
    engine: Engine;
    signal: AbortSignal;
  },
): Promise<Found> {
  const { servers, engine, signal } = options;
  const verdict = await servers.judge(server, signal);
  if (!verdict.ok) {
    return notReached(verdict);
  }
  const made = connectionOf({ server, caData: ca || undefined, token });
  if (!made.ok) {
    return made.found;
  }
  const client = KubeClient.create(
    {
      ...made.connection,
      onlyPublicAddresses: verdict.onlyPublicAddresses || undefined,
    },
    { userAgent: 'runai-backstage', maxResponseBytes: MOST_BYTES },
  );
  try {
    return await ask(client, { engine, signal, isPlain: isPlain(server) });
  } finally {
    await client.close();
  }
}

/** The token must be one before the authority's certificate is looked at: sentences name what is wrong. */
function connectionOf(given: {
  server: string;
  caData?: string;
  token: string;
}): { ok: true; connection: ClusterConnection } | { ok: false; found: Found } {
  const { server, caData, token } = given;
  try {
    connectionFromSettings({ server, token });
  } catch (error) {
    if (!(error instanceof KubeconfigError)) {
      throw error;
    }
    return {
      ok: false,
      found: {
        reachable: notTested('NotAccepted', SAYS.tokenFirst),
        credentials: failed('TokenInvalid', SAYS.tokenInvalid),
        permissions: notTested('NotAccepted', SAYS.noAccount),
      },
    };
  }
  try {
    return {
      ok: true,
      connection: connectionFromSettings({ server, caData, token }),
    };
  } catch (error) {
    if (!(error instanceof KubeconfigError)) {
      throw error;
    }
    const message = SAYS.certificateInvalid;
    return {
      ok: false,
      found: notReached({ reason: 'CertificateInvalid', message }),
    };
  }
}

async function ask(
  client: KubeClient,
  how: { engine: Engine; signal: AbortSignal; isPlain: boolean },
): Promise<Found> {
  const { engine, signal: leaving } = how;
  const ends = AbortSignal.timeout(LASTS_MS);
  const signal = AbortSignal.any([leaving, ends]);
  try {
    const refusal = await versionRefusal(client, signal);
    if (refusal?.isOfWay) {
      return notReached(refusal);
    }
    const says = how.isPlain ? SAYS.reachablePlain : SAYS.reachable;
    const reachable = passed(says(client.target));
    if (refusal) {
      return {
        reachable,
        credentials: failed(refusal.reason, refusal.message),
        permissions: notTested('NotAccepted', SAYS.noAccount),
      };
    }
    return { reachable, ...(await askAccount(client, engine, signal)) };
  } catch (error) {
    leaving.throwIfAborted();
    if (ends.aborted) {
      return notReached({ reason: 'Timeout', message: SAYS.tooSlow });
    }
    throw error;
  }
}

/** Asks for the version, which accounts without any right may read; one that may not is known to the server all the same. */
async function versionRefusal(client: KubeClient, signal: AbortSignal) {
  try {
    await client.nonResource('/version', { signal });
    return undefined;
  } catch (error) {
    if (!isKubeError(error)) {
      throw error;
    }
    return error.errorClass === 'forbidden' ? undefined : failureOf(error);
  }
}

async function askAccount(
  client: KubeClient,
  engine: Engine,
  signal: AbortSignal,
): Promise<Omit<Found, 'reachable'>> {
  const session = engine.connect({
    name: 'connection-test',
    client,
    settings: { name: 'connection-test', environment: 'trial' },
  });
  const reading = await readAccess(session, { youngerThanSeconds: 0, signal });
  const { granted, missing, notServed, account } = describeAccess(reading);
  if (!reading.ok) {
    const isRejected = reading.reason === 'Unauthorized';
    return isRejected
      ? {
          credentials: failed('Unauthorized', reading.message),
          permissions: notTested('NotAccepted', SAYS.noAccount),
        }
      : {
          credentials: passed(SAYS.accepted(account)),
          permissions:
            reading.reason === 'Forbidden'
              ? failed('Forbidden', SAYS.mayNotAsk)
              : notTested('NotAnswered', reading.message),
          account,
        };
  }
  return {
    credentials: passed(SAYS.accepted(account)),
    permissions: judge(missing),
    granted,
    missing,
    notServed,
    account,
    platform: await readPlatform(session, signal),
  };
}

function isPlain(server: string): boolean {
  return new URL(server).protocol === 'http:';
}

function judge(missing: AccessView['missing'] = []): ConnectionTestStep {
  return missing.length === 0
    ? passed(SAYS.allGranted)
    : failed('PermissionsMissing', SAYS.missing(missing.length));
}

function notReached({
  reason,
  message,
}: {
  reason: ConnectionTestReason;
  message: string;
}): Found {
  return {
    reachable: failed(reason, message),
    credentials: notTested('NotReached', SAYS.notReached),
    permissions: notTested('NotReached', SAYS.notReached),
  };
}

function passed(message: string): ConnectionTestStep {
  return { state: 'passed', message };
}

function failed(
  reason: ConnectionTestReason,
  message: string,
): ConnectionTestStep {
  return { state: 'failed', reason, message };
}

function notTested(
  reason: ConnectionTestReason,
  message: string,
): ConnectionTestStep {
  return { state: 'notTested', reason, message };
}
