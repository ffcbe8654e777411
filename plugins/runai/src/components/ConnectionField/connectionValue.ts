import type {
  ConnectionTest,
  ConnectionTestState,
} from '@runai-portal/backstage-plugin-runai-common';

/** What a test found, in short; no token and no detail. */
export interface TestedConnection {
  /** ISO 8601. */
  at: string;
  reachable: ConnectionTestState;
  credentials: ConnectionTestState;
  permissions: ConnectionTestState;
  /** How many permissions are missing; absent where that is not known. */
  missing?: number;
  kubernetesVersion?: string;
}

/** What the form keeps of a connection, and hands to the template. Never a token. */
export interface ConnectionValue {
  server?: string;
  /** PEM, or base64 of it. */
  ca?: string;
  /** Of this server with this authority; absent where it was not tested since one of them changed. */
  tested?: TestedConnection;
}

/** What is kept of a test. */
export function testedConnection(test: ConnectionTest): TestedConnection {
  const { testedAt, reachable, credentials, permissions } = test;
  const version = test.platform?.kubernetesVersion;
  return {
    at: testedAt,
    reachable: reachable.state,
    credentials: credentials.state,
    permissions: permissions.state,
    ...(test.missing && { missing: test.missing.length }),
    ...(version && { kubernetesVersion: version }),
  };
}

/**
 * Whether a cluster may be registered with that: it is reached, and its account is accepted. Missing permissions are told, and can be
 * given later.
 *
 * @returns the key of the text that says why not
 */
export function whyNotYet(
  value: ConnectionValue | undefined,
):
  | 'needsServer'
  | 'needsTest'
  | 'needsReached'
  | 'needsAccepted'
  | 'needsAnswer'
  | undefined {
  if (!value?.server?.trim()) {
    return 'needsServer';
  }
  if (!value.tested) {
    return 'needsTest';
  }
  if (value.tested.reachable !== 'passed') {
    return 'needsReached';
  }
  switch (value.tested.credentials) {
    case 'passed':
      return undefined;
    case 'failed':
      return 'needsAccepted';
    default:
      return 'needsAnswer';
  }
}
