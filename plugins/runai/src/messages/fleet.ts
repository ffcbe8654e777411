/** The texts of the fleet's page, and those that all pages share. */
export const fleet = {
  title: 'GPU clusters',
  tab: { fleet: 'Fleet', checks: 'Checks' },
  loading: 'Reading the clusters',
  add: 'Add a cluster',
  asOf: 'as of',
  oldest: 'oldest',
  search: 'Search name, owner, label',
  count_one: '{{count}} cluster',
  count_other: '{{count}} clusters',
  worstFirst: 'worst first',
  noMatch: 'No cluster matches the search and the filters.',
  never: 'never',
  gpusIn: 'GPUs in {{counted}} of {{clusters}} clusters',
  notCounted: 'Not counted:',
  andMore: 'and {{number}} more',
  nodesReady: '{{ready}} of {{total}} nodes are ready',
  nodesNotKnown: '–',
  nodesShort: 'nodes',
  column: {
    cluster: 'Cluster',
    connectionAndHealth: 'Connection, health',
    readyAndInstall: 'Ready, Run:ai',
    states: 'State',
    gpus: 'GPUs allocated',
    gpusAndNodes: 'GPUs, nodes',
    nodes: 'Nodes',
    platform: 'Platform',
    seen: 'Seen',
  },
} as const;

export const add = {
  empty: 'No cluster yet, or none that you may see',
  note: 'Clusters come from the portal’s configuration (app-config.yaml). Restart the portal after a change.',
  close: 'Close',
  kubeconfig: {
    title: 'From a kubeconfig',
    text: 'Every context of the file becomes a cluster, or those that "contexts" names. The path is relative to the configuration file.',
  },
  kubernetes: {
    title: 'What the portal has already',
    text: 'The clusters that the Kubernetes plugin is configured with, and entities of the catalog (Resource, spec.type kubernetes-cluster). Those of the catalog need credentials in this file.',
  },
  settings: {
    title: 'Say what a cluster is for',
    text: 'Environment, mode and owner decide which checks are required and who is asked. The name is that of the context.',
  },
  demo: {
    title: 'Only looking around',
    text: 'Simulated clusters that answer as real ones do. They never stand beside real clusters unless the source says "mixed: true".',
  },
} as const;

export const filter = {
  all: 'All',
  notPassing: 'Not passing',
  severity: 'Severity',
  requirement: 'Requirement',
  check: 'Check',
  category: 'Category',
  clear: 'Clear the filters',
  environment: 'Environment',
  mode: 'Mode',
  platform: 'Platform',
  install: 'Run:ai',
  connection: 'Connection',
  label: 'Label',
} as const;

export const environment = {
  production: 'production',
  trial: 'trial',
} as const;
export const mode = {
  cloud: 'cloud',
  hybrid: 'hybrid',
  fullyOnPrem: 'fully on-prem',
  airGapped: 'air-gapped',
} as const;

export const error = {
  retry: 'Try again',
  toFleet: 'All clusters',
  notFound: 'There is no such cluster',
  noSuchPage: 'There is no such page',
  forbidden: 'You may not see this',
  forbiddenAction: 'You may not do this',
  noAnswer:
    'Nothing answers at its address: it may be stopped, or the network is.',
  tooSlow: 'It gave no answer in time: it may be busy, or the network is.',
  notOurs:
    'What answered is not the plugin: a proxy or a page to sign in may stand before it.',
  forbiddenHelp: 'Who owns the portal’s permissions can give you access.',
  signedOut: 'You are signed out',
  signedOutHelp: 'Sign in again, then load this page anew.',
  broken: 'The portal’s backend does not answer as it should',
  shownFrom: 'What is shown was read',
  brokenAction: 'This was not done',
  asksAgain: 'The page asks again every few seconds.',
} as const;

export const age = {
  seconds: '{{number}} s',
  minutes: '{{number}} min',
  hours: '{{number}} h',
  days: '{{number}} d',
  ago: '{{age}} ago',
  on: 'on {{date}}',
  for: 'for {{age}}',
  since: 'since {{date}}',
} as const;

export const copy = {
  command: 'Copy the command',
  configuration: 'Copy the configuration',
  unfold_one: '{{count}} more line',
  unfold_other: '{{count}} more lines',
  fold: 'Fold',
  done: 'Copied',
} as const;

export const page = {
  demo: 'Demo data',
  demoTitle: 'These clusters are simulated',
  breadcrumb: 'Breadcrumb',
  tabs: 'Parts of this page',
} as const;

export const table = { details: 'Details' } as const;
export const value = { none: 'none', notKnown: 'not known' } as const;
