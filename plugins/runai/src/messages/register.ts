/** The texts of the form that registers a cluster. */
export const register = {
  loading: 'Asking the portal which servers it takes',
  forbidden: 'You may not register clusters',
  forbiddenText:
    'That takes the permission {{permission}}: ask those who run the portal.',
  nothing: 'No cluster can be registered in this portal',
  simulatedCluster: 'Simulated cluster',
  chooseSimulated: 'Choose one',
  simulatedToken: 'All of them take the token {{token}}.',
  server: 'API server',
  serverHelp:
    'As kubectl cluster-info prints it, e.g. https://gpu-prod.example:6443',
  ca: 'Certificate authority',
  caHelp:
    'PEM, or certificate-authority-data of a kubeconfig. Leave it empty where the server’s certificate comes from a public authority.',
  token: 'Token',
  tokenHelp:
    'Used once, for the test: it is not kept, and becomes no part of what is written.',
  tokenSent:
    'The token was used and is no longer here. Paste it again to test again.',
  noAccount: 'No account yet? Show the one that the portal needs',
  hideAccount: 'Hide the account',
  accountText:
    'The least that the checks need: it may read no Secret. Apply it, then make a token: kubectl -n runai-portal create token runai-portal --duration 8760h',
  copyAccount: 'Copy the account',
  test: 'Test the connection',
  testing: 'Testing the connection',
  needsServer: 'Give the address of the API server first',
  needsToken: 'Paste a token first',
  needsTest: 'Test the connection first.',
  needsReached:
    'The server was not reached: mend what the test says, then test again.',
  needsAccepted:
    'The token was not accepted: give one that is, then test again.',
  needsAnswer:
    'Whether the token is accepted is not known: mend what the test says, then test again.',
  tooLong: '{{field}} is longer than the {{most}} characters that can be sent',
  nameInvalid:
    'A name has at most 63 characters of a-z, 0-9 and -, and begins and ends with a letter or a digit.',
  nameInFleet:
    'The portal has a cluster {{name}} already: choose another name.',
  nameInCatalog:
    'The catalog has an entity resource:default/{{name}} already: choose another name, or change that entity.',
  result: 'What the test found',
  testedAt: 'tested',
  step: {
    reachable: 'Reachable',
    credentials: 'Credentials',
    permissions: 'Permissions',
  },
  platform: 'Platform',
  missing: 'What the account may not do, and what that costs',
} as const;
