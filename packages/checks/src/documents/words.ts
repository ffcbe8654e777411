import type {
  CheckCategory,
  CheckInfo,
  CheckStatus,
  InstallMode,
  RemediationOwner,
  Severity,
} from '@runai-portal/backstage-plugin-runai-common';

/** Headings of the groups of checks. */
export const CATEGORY_TITLES: Record<CheckCategory, string> = {
  connection: 'Connection',
  platform: 'Platform',
  security: 'Security policy',
  nvidia: 'NVIDIA',
  monitoring: 'Monitoring',
  nodes: 'Nodes and hardware',
  storage: 'Storage',
  registry: 'Registry',
  software: 'Companion software',
  network: 'Network',
  mode: 'Mode and artefacts',
  runai: 'Run:ai',
};

/** Who acts on a remedy. */
export const OWNERS: Record<RemediationOwner, string> = {
  'cluster-admin': "the cluster's administrator",
  network: 'the network team',
  'portal-admin': "the portal's administrator",
  vendor: "the vendor's support",
  storage: 'the storage team',
  security: 'the security team',
};

/** What an outcome makes of the check. */
export const STATUSES: Record<CheckStatus, string> = {
  pass: 'passes',
  warn: 'warns',
  fail: 'fails',
  unknown: 'not known',
  notApplicable: 'not applicable',
  skipped: 'not run',
};

/** How much a check weighs. */
export const SEVERITIES: Record<Severity | 'notApplicable', string> = {
  required: 'required',
  recommended: 'recommended',
  informational: 'for information',
  notApplicable: 'not asked for',
};

/** Where Run:ai's backend runs. */
export const MODES: Record<InstallMode, string> = {
  cloud: 'cloud',
  hybrid: 'hybrid',
  fullyOnPrem: 'fully on-premises',
  airGapped: 'air-gapped',
};

/** What a check looks at. */
export const SCOPES: Record<CheckInfo['scope'], string> = {
  cluster: 'the cluster as a whole',
  node: 'each node',
  endpoint: 'each endpoint of the profile',
  matrix: 'each pair of nodes',
};
