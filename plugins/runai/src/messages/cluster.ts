/** The texts of a cluster's page. */
export const cluster = {
  loading: 'Reading {{name}}',
  maintenance: 'Maintenance',
  maintenanceUntil: 'In maintenance until {{until}}',
  ownedBy: 'owned by',
  firstPoll: 'Looking at this cluster for the first time',
  firstPollText: 'The portal reads what the cluster has and runs its checks,',
  stale: 'These values are not up to date',
  staleText: 'What this page shows of the cluster was last seen',
} as const;

export const tab = {
  overview: 'Overview',
  prerequisites: 'Prerequisites',
  nodes: 'Nodes',
  history: 'History',
  resources: 'Resources',
  access: 'Access',
  attention: 'Checks that fail or could not be judged',
} as const;

export const axis = {
  connection: 'Connection',
  health: 'Health',
  readiness: 'Ready for Run:ai',
  readinessOf: 'Ready for Run:ai, {{profile}}',
  install: 'Run:ai',
  was: 'was {{state}}',
  wasWithWarnings: 'was ready, with warnings',
  connecting: 'Connecting',
  neverObserved: 'never observed',
} as const;

export const readiness = {
  met: '{{passed}} of {{total}} met',
  warnings_one: '{{count}} warning',
  warnings_other: '{{count}} warnings',
  stated_one: '{{count}} stated',
  stated_other: '{{count}} stated',
  notRun_one: '{{count}} check not run',
  notRun_other: '{{count}} checks not run',
  notJudged_one: '{{count}} check not judged',
  notJudged_other: '{{count}} checks not judged',
  noPermission_one: 'no permission for {{count}} required check',
  noPermission_other: 'no permission for {{count}} required checks',
  more_one: 'and {{count}} more',
  more_other: 'and {{count}} more',
  blockers_one: '{{count}} blocker',
  blockers_other: '{{count}} blockers',
  checked: 'checked',
} as const;

export const wrong = {
  title: 'What is wrong',
  rootFirst: 'root cause first',
  nothing: 'Nothing: no check fails or warns, and every service is ready.',
  notChecked: 'The checks have not run yet; nothing is known to be wrong.',
  connection:
    'While the cluster cannot be reached, its last known values stay on this page, greyed, with their age.',
  misconfigured:
    'What the portal was given for this cluster cannot be used. Mend it in the source {{source}}, where it is called {{name}}: the portal looks again within a minute. What stands in its own configuration is read when it starts.',
  health: 'The cluster is not well',
  services_one: '{{count}} service of Run:ai is not ready',
  services_other: '{{count}} services of Run:ai are not ready',
  serviceReady: '{{ready}} of {{desired}} ready',
  moreSubjects_one: 'and {{count}} more like it',
  moreSubjects_other: 'and {{count}} more like it',
  becauseOfIt: 'Cannot be judged because of it:',
} as const;

export const platform = {
  title: 'Platform',
  nothing: 'Nothing has been read of the platform yet.',
} as const;

export const install = {
  title: 'Run:ai',
  cluster: 'Cluster',
  backend: 'Backend',
  version: 'Version',
  services: 'Services',
  ready: '{{ready}} of {{desired}} ready',
  residue:
    'Left over from an earlier installation; nothing is removed by the portal:',
} as const;

export const declared = {
  title: 'Declared and seen',
  notDeclared: 'not declared',
  seen: 'seen: {{value}}',
} as const;

export const source = {
  title: 'Where it comes from',
  told: 'Source',
  others: 'Also in',
  entity: 'Entity',
} as const;

export const gpu = {
  title: 'GPUs',
  legend: 'Show GPUs that are',
  pool: 'Pool',
  product: 'Product',
  nodes: 'Nodes',
  memory: 'Memory',
  total: 'In hardware',
  allocatable: 'Offered',
  allocated: 'Allocated',
  byProduct: 'GPUs by product',
  productNotKnown: 'product not known',
  none: 'no GPUs',
  notKnown: 'not known',
  useNotKnown: 'use not known',
  nodesNotYetRead: 'Not known: the nodes of this cluster were not read yet.',
  nodesNotRead: 'Not known: the nodes of this cluster could not be read.',
  of: 'of {{total}}',
  allNodes_one: 'See the {{count}} node with GPUs',
  allNodes_other: 'See the {{count}} nodes with GPUs',
  was: 'was {{allocated}} of {{total}}',
  wasTotal: 'were {{total}}',
  state: {
    allocated: 'allocated',
    shared: 'shared',
    free: 'free',
    inUseUnknown: 'use not known',
    notOffered: 'not offered',
  },
  count: {
    allocated: '{{number}} allocated',
    shared: '{{number}} shared',
    free: '{{number}} free',
    inUseUnknown: '{{number}} offered, use not known',
    notOffered: '{{number}} not offered',
  },
} as const;

export const node = {
  loading: 'Reading the nodes',
  search: 'Search name, role, product',
  count_one: '{{count}} node',
  count_other: '{{count}} nodes',
  noMatch: 'No node matches.',
  notRead: 'The nodes of this cluster could not be read',
  notYetRead: 'The nodes of this cluster were not read yet',
  notReadText:
    'Nothing is known of them; that is not the same as there being none.',
  toPermissions: 'See what the account may not do',
  worker: 'worker',
  cordoned: 'cordoned',
  times: '{{number}} ×',
  cpus: '{{number}} CPUs',
  cpuOf: '{{allocatable}} of {{capacity}} CPUs',
  memoryOf: '{{allocatable}} of {{capacity}} memory',
  detailsOf: 'Details of {{name}}',
  noResults: 'No check has anything against this node.',
  kubelet: 'Kubelet',
  os: 'System',
  runtime: 'Runtime',
  allocatable: 'Allocatable',
  gpuResources: 'GPU resources',
  taints: 'Taints',
  created: 'Created',
  seen: 'Seen',
  filter: { problem: 'With problems', gpu: 'With GPUs' },
  column: {
    name: 'Node',
    state: 'State',
    product: 'GPU',
    gpus: 'GPUs allocated',
    driver: 'Driver',
    memory: 'Memory',
    results: 'What concerns it',
  },
} as const;

export const history = {
  title: 'What changed',
  last30Days: 'Last 30 days',
  loading: 'Reading the history',
  changes_one: '{{count}} change',
  changes_other: '{{count}} changes',
  gapDays_one: '{{count}} day not observed',
  gapDays_other: '{{count}} days not observed',
  stripLabel: '{{what}}, last 30 days: now {{now}}; {{changes}}; {{gaps}}',
  notObserved: 'not observed',
  nothing: 'nothing known',
  transition: '{{time}}: {{from}} → {{to}}',
  gapUntil: 'Not observed until {{until}}',
  beginning: 'Observed from here on; nothing is known of the days before',
  none: 'Nothing has changed since the cluster is observed.',
  noMatch: 'Nothing of that kind has changed.',
  notRead: 'The history could not be read.',
  older: 'Show older changes',
  newestOnly: 'The newest {{loaded}} of {{total}} changes.',
} as const;
