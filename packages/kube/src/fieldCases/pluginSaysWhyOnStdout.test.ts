import { chmodSync } from 'node:fs';
import { closeClients } from '../testing/clients';
import { createFolder, removeFolders } from '../testing/kubeconfigs';
import { execCredential, plugin, pluginFailure } from '../testing/plugins';

jest.setTimeout(60_000); // Plugins take their time on a busy machine.

afterEach(async () => {
  await closeClients();
  removeFolders();
});

const SUBJECT = 'The credential plugin ./plugin of user admin';
const STATUS = JSON.stringify({
  kind: 'Status',
  apiVersion: 'v1',
  status: 'Failure',
  message: 'token of team-a was revoked',
  reason: 'Unauthorized',
  code: 401,
});
const TRACE = [
  'Traceback (most recent call last):',
  ...Array.from({ length: 8 }, (_, line) => `  File "x.py", line ${line}`),
  "KeyError: 'clusters'",
  '',
].join('\n');
const SECRET = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZG1pbiJ9.${'s'.repeat(80)}`;

describe('a plugin that ends without a credential', () => {
  it.each([
    [
      'a Status on stdout',
      `echo '${STATUS}'; exit 1`,
      `${SUBJECT} failed: token of team-a was revoked.`,
    ],
    [
      'a trace of ten lines',
      `cat >&2 <<'END'\n${TRACE}END\nexit 1`,
      `${SUBJECT} failed: KeyError: 'clusters'.`,
    ],
    [
      'an answer without status',
      `echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{}}'`,
      `${SUBJECT} returned no credential (its answer has no status).`,
    ],
    [
      'other words before the JSON',
      `echo 'A new version is there.'; echo '${execCredential({
        token: SECRET,
      })}'`,
      `${SUBJECT} printed other words before its answer, which is not a credential then.`,
    ],
    ['nothing at all', 'exit 0', `${SUBJECT} printed nothing.`],
    [
      'nothing at all, and a failure',
      'exit 7',
      `${SUBJECT} failed with exit code 7 and said nothing.`,
    ],
    [
      'a certificate without its key',
      `echo '${execCredential({ clientCertificateData: 'x' })}'`,
      `${SUBJECT} returned a client certificate and no key, or a key alone.`,
    ],
    [
      'a status with nothing in it',
      `echo '${execCredential({})}'`,
      `${SUBJECT} returned no credential (neither a token nor a certificate).`,
    ],
    [
      'a token in its complaint',
      `echo 'the token ${SECRET} has expired' >&2; exit 1`,
      `${SUBJECT} failed: the token <redacted> has expired.`,
    ],
  ])('is told by %s', async (_what, script, sentence) => {
    const folder = createFolder({ plugin: plugin(script) });
    const error = await pluginFailure(folder);
    expect(error.errorClass).toBe('credentials');
    expect(error.message).toBe(sentence);
  });

  it('is told where it may not be executed', async () => {
    const folder = createFolder({ plugin: plugin('exit 0') });
    chmodSync(`${folder}/plugin`, 0o600);
    const { message } = await pluginFailure(folder);
    expect(message).toBe(`${SUBJECT} may not be executed.`);
  });
});
