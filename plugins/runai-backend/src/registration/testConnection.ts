import type {
  AccessView,
  ConnectionTestRequest,
  ConnectionTestStep,
} from '@runai-portal/backstage-plugin-runai-common';
import { readPlatform, type Engine } from '@runai-portal/checks';
import { KubeClient } from '@runai-portal/kube';
import { describeAccess } from '../account/describeAccess';
import { readAccess, type AccessReading } from '../account/readAccess';
import { givenConnection } from './givenConnection';
import type { RegistrableServers } from './RegistrableServers';
import { SAYS } from './says';
import {
  failed,
  notAccepted,
  notReached,
  notTested,
  passed,
  type Found,
} from './steps';
import { versionRefusal } from './versionRefusal';
import { withoutToken } from './withoutToken';

/** All of it, whatever the server does; a single request has less. */
const LASTS_MS = 45_000;
/** What it reads is small: lists of nodes aside, a few KiB. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Whom an API server takes a request for that came without a token. */
const NOBODY = 'system:anonymous';

export interface ConnectionTestOptions {
  servers: RegistrableServers;
  engine: Engine;
  now: () => Date;
  signal: AbortSignal;
}

/**
 * Tries a connection once: whether the server is reached, whether it accepts the token, and what the token's account may do of what
 * the checks need. Nothing of it stays.
 *
 * @returns never rejects for what the server does, only with the reason of `options.signal`
 */
export async function testConnection(
  request: ConnectionTestRequest,
  options: ConnectionTestOptions,
): Promise<Found> {
  const verdict = await options.servers.judge(request.server, options.signal);
  if (!verdict.ok) {
    return notReached(verdict);
  }
  const given = givenConnection(request);
  if (!given.ok) {
    return given.found;
  }
  const client = KubeClient.create(
    {
      ...given.connection,
      onlyPublicAddresses: verdict.onlyPublicAddresses || undefined,
    },
    { userAgent: 'runai-backstage', maxResponseBytes: MOST_BYTES },
  );
  try {
    const found = await ask(client, {
      ...options,
      isPlain: isPlain(request.server),
    });
    return withoutToken(found, request.token);
  } finally {
    await client.close();
  }
}

async function ask(
  client: KubeClient,
  how: ConnectionTestOptions & { isPlain: boolean },
): Promise<Found> {
  const { engine, now, signal: leaving } = how;
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
      const message = (await expiry(client, now)) ?? refusal.message;
      return { reachable, ...notAccepted({ ...refusal, message }) };
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

/** Of a token that was not accepted: what the token itself says of why. */
async function expiry(
  client: KubeClient,
  now: () => Date,
): Promise<string | undefined> {
  const { tokenExpiresAt } = await client.credentialFacts();
  return tokenExpiresAt !== undefined && tokenExpiresAt < now().toISOString()
    ? SAYS.tokenExpired(tokenExpiresAt)
    : undefined;
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
  if (isNobody(reading)) {
    const message = SAYS.nobody(client.target);
    return notAccepted({ reason: 'Unauthorized', message });
  }
  if (!reading.ok) {
    return unanswered(reading, account);
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

/** That the version was told says nothing of the token: most servers tell it to anybody. */
function unanswered(
  { reason, message }: AccessReading & { ok: false },
  account: AccessView['account'],
): Omit<Found, 'reachable'> {
  switch (reason) {
    case 'Unauthorized':
      return notAccepted({ reason: 'Unauthorized', message });
    case 'Forbidden':
      return {
        credentials: passed(SAYS.accepted(account)),
        permissions: failed({
          reason: 'Forbidden',
          message: SAYS.mayNotAsk,
        }),
        account,
      };
    default:
      return {
        credentials: account
          ? passed(SAYS.accepted(account))
          : notTested('NotAnswered', SAYS.acceptedUnknown),
        permissions: notTested('NotAnswered', message),
        account,
      };
  }
}

function isNobody(reading: AccessReading): boolean {
  return (
    reading.identity?.userName === NOBODY ||
    (!reading.ok &&
      reading.reason === 'Forbidden' &&
      reading.message.includes(NOBODY))
  );
}

function isPlain(server: string): boolean {
  return new URL(server).protocol === 'http:';
}

function judge(missing: AccessView['missing'] = []): ConnectionTestStep {
  return missing.length === 0
    ? passed(SAYS.allGranted)
    : failed({
        reason: 'PermissionsMissing',
        message: SAYS.missing(missing.length),
      });
}
