/** The texts of the checks and of their runs. */
export const check = {
  loading: 'Reading the checks',
  verdict: 'Verdict',
  never: 'never',
  neverChecked: 'never checked',
  lastKnown: 'Last known:',
  notMet: 'recommended, not met',
  subjectsOf: {
    node: '{{concerned}} of {{total}} nodes',
    endpoint: '{{concerned}} of {{total}} endpoints',
    cluster: '{{concerned}} of {{total}}',
  },
  allSubjectsOf: {
    node: 'all {{total}} nodes',
    endpoint: 'all {{total}} endpoints',
    cluster: 'all {{total}}',
  },
  neverRan: 'not run: needs a pod in the cluster',
  notYet: 'not checked yet',
  notYetLong: 'Not checked yet: no run has come to it.',
  neverRanLong:
    'Not run: it can be seen only from a pod in the cluster, and the portal starts none.',
  neverRanStated:
    'Where it is known to hold, the source of the cluster may state it.',
  andMore: 'and {{number}} more',
  requirement: 'Requirement {{id}}',
  ofOurOwn: 'Not asked by the vendor, but worth knowing',
  ofCompany: 'Asked by this company: a plugin of its own brings it',
  weighedBy: '{{severity}} by profile {{profile}}',
  weighedBySource: '{{severity}} by profile {{profile}} ({{source}})',
  weighedItself:
    '{{severity}} by default: profile {{profile}} says nothing else',
  allAbout: 'All about this check',
  judged: 'judged {{judged}} of {{of}}',
  asked: 'Asked',
  askedFor: 'asked: {{expected}}',
  why: 'Why',
  seen: 'Seen',
  seenAs: 'seen: {{actual}}',
  evidence: 'Evidence',
  observed: 'observed',
  readAt: 'read',
  observedOtherwise: 'and observed where nothing else is said',
  moreEvidence_one: '{{count}} more line',
  moreEvidence_other: '{{count}} more lines',
  toDo: 'What to do',
  statedBy: 'stated by {{by}}, not seen',
  statedLong: 'Stated by {{by}}, not seen',
  stated: 'Stated by {{by}}: {{note}}',
  accepted: 'Accepted by {{by}}: {{reason}}',
  waitsFor: 'Waits for',
  waiting: 'Waits for this one',
  subjectList: 'What was found, worst first',
  subjectShow: 'Show what was found on {{name}}',
  allSubjects: 'Show all {{number}}',
  allPass: 'Every check that applies here passes',
  noMatch: 'No check matches',
  showAll: 'Show all checks',
  noneYet: 'No check has run yet',
  noneYetText:
    'They run a moment after the cluster is connected, and when you press "Check now".',
  count: {
    pass: '{{number}} pass',
    warn: '{{number}} warn',
    fail: '{{number}} fail',
    unknown: '{{number}} unknown',
    skipped: '{{number}} not run',
    notApplicable: '{{number}} not applicable',
  },
  sentence: {
    of: 'Of {{total}} checks {{parts}}.',
    profile: 'Profile',
    effort_one: 'in {{seconds}} s with {{count}} request',
    effort_other: 'in {{seconds}} s with {{count}} requests',
    pass_one: '{{count}} passes',
    pass_other: '{{count}} pass',
    warn_one: '{{count}} warns',
    warn_other: '{{count}} warn',
    fail_one: '{{count}} fails',
    fail_other: '{{count}} fail',
    unknown_one: '{{count}} could not be judged',
    unknown_other: '{{count}} could not be judged',
    skipped_one: '{{count}} was not run',
    skipped_other: '{{count}} were not run',
    notApplicable_one: '{{count}} does not apply',
    notApplicable_other: '{{count}} do not apply',
    waiting_one: '{{count}} waits for another',
    waiting_other: '{{count}} wait for others',
  },
} as const;

/** How a piece of evidence is known, where it was not observed. */
export const evidence = {
  declared: 'as declared',
  reported: 'as reported by another tool',
  inferred: 'inferred',
} as const;

/** Which kind of not knowing it is, and so what would help. */
export const unknownClass = {
  forbidden: 'The account may not read what it takes.',
  timeout: 'The cluster did not answer in time.',
  unreachable: 'What it takes could not be reached.',
  notRun: 'No run has come to it.',
  disagreeing: 'What was seen and what was reported disagree.',
  unsupported: 'This version of the portal cannot judge it here.',
  unreadable: 'What was read is not in a form that is understood.',
  blocked: 'It waits for another check.',
} as const;

export const verdict = {
  ready_one: 'Ready for Run:ai',
  ready_other: 'Ready for Run:ai',
  readyWithWarnings_one: 'Ready for Run:ai, with warnings',
  readyWithWarnings_other: 'Ready for Run:ai, with warnings',
  notReady_one: 'Not ready for Run:ai: {{count}} required check is not met',
  notReady_other: 'Not ready for Run:ai: {{count}} required checks are not met',
  undetermined_one:
    'Undetermined: {{count}} required check could not be judged',
  undetermined_other:
    'Undetermined: {{count}} required checks could not be judged',
  notChecked_one: 'Not checked yet',
  notChecked_other: 'Not checked yet',
} as const;

export const run = {
  label: 'Progress of the checks',
  checkNow: 'Check now',
  checkNotPassing: 'Check what does not pass',
  checkNode: 'Check {{node}} again',
  checkAgain: 'Check this again',
  cancel: 'Cancel',
  canceling: 'The run is being canceled',
  misconfigured:
    'Nothing can be checked until what the portal was given for this cluster is mended',
  underWay: 'Checks are running already',
  notPermitted:
    'You may not run checks on this cluster: that takes the permission {{permission}}. Who owns the portal’s permissions can give it.',
  planning: 'about to begin',
  progress: '{{done}} of {{total}} done',
  sinceLast: 'Since the run before:',
  fixed: 'fixed {{number}}',
  new: 'new {{number}}',
  fixedLabel: 'Fixed',
  newLabel: 'New',
} as const;

export const severity = {
  required: 'required',
  recommended: 'recommended',
  informational: 'for information',
} as const;

export const category = {
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
} as const;

export const owner = {
  'cluster-admin': 'Cluster administrator',
  network: 'Network team',
  'portal-admin': 'Portal administrator',
  vendor: 'Run:ai support',
  storage: 'Storage team',
  security: 'Security team',
} as const;
