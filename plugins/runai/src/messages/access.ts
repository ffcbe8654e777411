/** The texts of the Access tab. */
export const access = {
  title: 'What the portal’s account may do',
  loading: 'Asking the cluster what the account may do',
  account: 'Account',
  clusterAdmin:
    'This account may do everything with everything. The portal needs far less: give it the roles below.',
  unknown: 'It is not known what the account may do',
  observed: 'asked',
  allGranted: 'Everything that the checks and the proxy need is granted.',
  missing_one: '{{count}} permission is missing',
  missing_other: '{{count}} permissions are missing',
  lost_one: 'Without them {{count}} check cannot be judged, or not in full',
  lost_other: 'Without them {{count}} checks cannot be judged, or not in full',
  lostRequired: 'among them {{number}} that the profile requires',
  granted_one: '{{count}} granted',
  granted_other: '{{count}} granted',
  showGranted: 'Show what is granted',
  hideGranted: 'Hide what is granted',
  notServed_one:
    '{{count}} more is not needed: the cluster does not have the resource.',
  notServed_other:
    '{{count}} more are not needed: the cluster does not have these resources.',
  column: {
    may: 'The account may not',
    mayGranted: 'The account may',
    where: 'Where',
    costs: 'What that costs',
    needs: 'What needs it',
  },
  everywhere: 'whole cluster',
  browsing: 'browsing, and kubectl through the portal',
  nothing: 'nothing yet',
  manifest: 'Roles that grant all of it',
  manifestText:
    'An account with the least that is needed. It may read no Secret. Apply it with an account that may make roles.',
  copyManifest: 'Copy the manifest',
  download: 'Download',
} as const;

export const kubectl = {
  title: 'Reading the cluster with your own tools',
  intro:
    'The portal hands on what you may read, as its own account, and writes down who read what. Nothing can be changed this way.',
  address: 'Address',
  copyAddress: 'Copy the address',
  curl: 'With curl',
  copyCurl: 'Copy the curl line',
  copyToken: 'Copy your token',
  tokenCopied: 'Copied. It is valid until {{until}}.',
  tokenCopiedUnknown: 'Copied.',
  tokenText:
    'Put your token in PORTAL_TOKEN. It is that of your session here: keep it to yourself.',
  kubeconfig: 'With kubectl',
  downloadKubeconfig: 'Download a kubeconfig',
  kubeconfigText:
    'The file holds the address, what the portal’s certificate is verified by, and the token of your session, which ends within the hour. It is put together here, in your browser.',
  downloaded: 'Downloaded. Its token is valid until {{until}}.',
  downloadedUnknown: 'Downloaded.',
  failed: 'Your session gives no token: sign in again.',
  plainHttp:
    'kubectl does not work here: this portal is served over plain HTTP, and kubectl sends no token over it. It leaves it out without a word, and the portal answers 401. Use curl, or serve the portal over HTTPS.',
  copyCommand: 'Copy the command',
} as const;

export const audit = {
  title: 'Who did what with this cluster',
  note: 'the last 90 days',
  loading: 'Reading the record',
  none: 'Nothing has been written down yet.',
  noMatch: 'Nothing of that kind has been written down.',
  notPermitted:
    'Every call through the portal and every run is written down. You may not read it: that takes the permission {{permission}}.',
  actor: 'Person, e.g. user:default/vera',
  count_one: '{{count}} entry',
  count_other: '{{count}} entries',
  column: {
    at: 'When',
    actor: 'Who',
    action: 'What',
    target: 'Of what',
    outcome: 'Outcome',
    size: 'Answer',
  },
  action: {
    proxy: 'read',
    logs: 'read a log',
    'run.start': 'started a run',
    'run.cancel': 'canceled a run',
    'connection.test': 'tested a connection',
  },
  actions: 'What',
  outcomes: 'Outcome',
  size: '{{bytes}} in {{ms}} ms',
  milliseconds: '{{ms}} ms',
} as const;
