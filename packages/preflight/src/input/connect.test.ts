import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArguments, type Arguments } from '../arguments/parseArguments';
import { createFolder, removeFolders } from '../testing/runMain';
import { connect } from './connect';

afterEach(removeFolders);

const kubeconfig = (name: string, host: string) => `current-context: ${name}
contexts: [{name: ${name}, context: {cluster: ${name}}}]
clusters: [{name: ${name}, cluster: {server: 'https://${host}:6443'}}]
`;

function args(given: string[]): Arguments {
  const parsed = parseArguments(given, {
    stdout: { write: () => true },
    stderr: { write: () => true },
    env: {},
  });
  if ('exitCode' in parsed) {
    throw new Error('not arguments');
  }
  return parsed;
}

describe('which cluster is meant', () => {
  const folder = () =>
    createFolder({
      one: kubeconfig('one', 'one.test'),
      two: kubeconfig('two', 'two.test'),
      empty: 'apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\n',
    });
  const POD = { KUBERNETES_SERVICE_HOST: '10.96.0.1' };

  it.each<[string, string[], Record<string, string>, string]>([
    ['--kubeconfig', ['--kubeconfig', 'two'], { KUBECONFIG: 'one' }, 'two'],
    ['KUBECONFIG', [], { KUBECONFIG: 'one' }, 'one'],
    ['a list in KUBECONFIG', [], { KUBECONFIG: 'none::one:two' }, 'one'],
    [
      'a context of a later file',
      ['--context', 'two'],
      { KUBECONFIG: 'one:two' },
      'two',
    ],
    [
      "KUBECONFIG before the pod's own account",
      [],
      { ...POD, KUBECONFIG: 'one' },
      'one',
    ],
  ])('is said by %s', async (_what, given, env, name) => {
    const target = await connect(args(given), folder(), env);
    expect(target).toMatchObject({
      name,
      context: name,
      connection: { server: `https://${name}.test:6443` },
    });
  });

  it('is said by ~/.kube/config', async () => {
    const home = createFolder({});
    mkdirSync(join(home, '.kube'));
    writeFileSync(
      join(home, '.kube', 'config'),
      kubeconfig('home', 'home.test'),
    );
    const target = await connect(args([]), '/', { HOME: home });
    expect(target.name).toBe('home');
  });

  it.each<[string, string[], Record<string, string>, string]>([
    ['nothing', [], {}, 'Which cluster? Give --kubeconfig FILE'],
    [
      'a context alone',
      ['--context', 'two'],
      {},
      '--context needs a kubeconfig: give --kubeconfig FILE',
    ],
    [
      'files that do not exist',
      [],
      { KUBECONFIG: 'x:y' },
      'and none of them exists.',
    ],
    [
      'a file that does not exist, in a pod',
      [],
      { ...POD, KUBECONFIG: 'x' },
      'and there is no such file.',
    ],
    [
      'a file without contexts',
      [],
      { KUBECONFIG: 'empty' },
      'has no current-context: name one of none.',
    ],
    // Tools leave empty files behind; a pod's own account is meant then, which this machine does not have.
    [
      'a file without contexts, in a pod',
      [],
      { ...POD, KUBERNETES_SERVICE_PORT: '443', KUBECONFIG: 'empty' },
      'This pod has no service account token',
    ],
  ])('is not said by %s', async (_what, given, env, sentence) => {
    await expect(connect(args(given), folder(), env)).rejects.toThrow(sentence);
  });
});
