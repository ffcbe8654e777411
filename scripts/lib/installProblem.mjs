/** What stands in the output of a failed installation, and the sentence that says what to do. First match wins. */
const SENTENCES = [
  [
    /ENOSPC|no space left on device/i,
    'The disk is full: free about 3 GB and run this again.',
  ],
  [
    /YN0028|lockfile would have been modified/i,
    'yarn.lock and the package.json files do not agree: run `npx @yarnpkg/cli-dist@4.13.0 install` and commit yarn.lock.',
  ],
  [
    /find Python|python3?: (?:command )?not found|Could not find any Python installation/i,
    'SQLite has to be compiled on this machine and Python 3 is missing: install python3, make and g++ (Debian and Ubuntu: apt-get install python3 make g++) and run this again.',
  ],
  [
    /not found: make|make: (?:command )?not found|spawn make ENOENT|g\+\+: (?:command |No such)|c\+\+: (?:command )?not found|spawn (?:cc|g\+\+) ENOENT|No such file or directory.*(?:g\+\+|cc1plus)/i,
    'SQLite has to be compiled on this machine and a compiler is missing: install python3, make and g++ (Debian and Ubuntu: apt-get install python3 make g++) and run this again.',
  ],
  [
    /self.signed certificate|unable to (?:get|verify).*certificate|CERT_/i,
    "The package registry answers with a certificate that Node does not trust: set NODE_EXTRA_CA_CERTS to your company's CA file and run this again.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|socket hang up|RequestError|network (?:timeout|error)|Response Code: \d+|npm error code E\d{3}/i,
    'A download failed: check the network, and HTTPS_PROXY or the npm registry setting where your company has one, and run this again; what was downloaded is kept.',
  ],
  [
    /EACCES|permission denied/i,
    'A file could not be written: the clone and the npm cache must belong to the user who runs this.',
  ],
];

/** @param {string} output - all that the installation printed, build logs included */
export function installProblem(output) {
  const known = SENTENCES.find(([pattern]) => pattern.test(output));
  if (known) {
    return known[1];
  }
  const last = output.trim().split('\n').slice(-15).join('\n');
  return `The installation failed; its last lines were:\n${last}`;
}
