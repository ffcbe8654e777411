import { createFolder, removeFolders, runMain } from './testing/runMain';

jest.setTimeout(60_000);
afterEach(removeFolders);

const KUBECONFIG = `current-context: gpu
contexts: [{name: gpu, context: {cluster: gpu}}]
clusters: [{name: gpu, cluster: {server: 'http://127.0.0.1:1'}}]
`;
const FILES = {
  kubeconfig: KUBECONFIG,
  'broken.yaml': 'name: gpu\nmode: [cloud\n',
  'unknown.yaml': 'name: gpu\nenvironment: production\nenviroment: trial\n',
  'value.yaml': 'name: gpu\n\nmode: onPrem\n',
  'list.yaml': '- name: gpu\n',
  'profile.yaml': 'id: mine\ntitle: Mine\nextends: nobody\n',
  'noprofile.yaml': 'hello: world\n',
  'broken.js': 'module.exports = {',
  'empty.js': 'module.exports = {};',
  'twice.js': `const check = { id: 'cluster.reachable', category: 'runai', uses: {}, outcomes: {}, evaluate: () => ({}) };
module.exports = { checks: [check] };`,
};

describe('bad input ends with 2 and one sentence', () => {
  it.each<[string, string[], string | RegExp]>([
    ['no cluster', [], 'Which cluster? Give --kubeconfig FILE'],
    [
      'an unknown option',
      ['--kubconfig', 'x'],
      "Unknown option '--kubconfig' (Did you mean --kubeconfig?)",
    ],
    ['a word too many', ['cluster'], 'Too many arguments'],
    [
      'an option without its value',
      ['--kubeconfig'],
      "Option '--kubeconfig <file>' argument missing.",
    ],
    [
      'a mode that is none',
      ['--mode', 'onPrem'],
      /argument 'onPrem' is invalid. Allowed choices are cloud, hybrid, fullyOnPrem, airGapped\./,
    ],
    [
      'an environment that is none',
      ['--environment', 'prod'],
      /Allowed choices are production, trial\./,
    ],
    [
      'a format that there is not',
      ['--format', 'junit'],
      /Allowed choices are table, json\./,
    ],
    [
      'a manifest that there is not',
      ['--manifest', 'probes'],
      /Allowed choices are passive\./,
    ],
    [
      'a time that is none',
      ['--timeout', 'soon'],
      '--timeout must be a time like 90s or 2m, at most 24h, not "soon".',
    ],
    ['a time of nothing', ['--timeout', '0s'], '--timeout must be a time like'],
    [
      'an unknown check',
      ['--check', 'gpu.driver'],
      '--check gpu.driver: there is no such check; did you mean gpu.driver-upgrade or gpu.node-driver',
    ],
    [
      'an attestation without a note',
      ['--attest', 'network.dns'],
      '--attest must look like ID=NOTE',
    ],
    [
      'an attestation of what is read',
      ['--attest', 'platform.nodes-ready=yes'],
      'cannot be stated; those that can: ',
    ],
    [
      'an attestation of nothing',
      ['--attest', 'x.y=yes'],
      '--attest x.y: there is no such check',
    ],
    [
      'a context without a file',
      ['--context', 'gpu'],
      '--context needs a kubeconfig: give --kubeconfig FILE',
    ],
    [
      'a missing kubeconfig',
      ['--kubeconfig', 'none'],
      /The kubeconfig .*none does not exist\./,
    ],
    [
      'an unknown context',
      ['--kubeconfig', 'kubeconfig', '--context', 'prod'],
      'has no context prod: it has gpu.',
    ],
    [
      'a missing settings file',
      ['--kubeconfig', 'kubeconfig', '--settings', 'none'],
      'The file none of --settings does not exist.',
    ],
    [
      'settings that are no YAML',
      ['--kubeconfig', 'kubeconfig', '--settings', 'broken.yaml'],
      'broken.yaml, line 3: this is not valid YAML',
    ],
    [
      'settings with an unknown key',
      ['--kubeconfig', 'kubeconfig', '--settings', 'unknown.yaml'],
      'unknown.yaml, line 3: enviroment',
    ],
    [
      'settings with a bad value',
      ['--kubeconfig', 'kubeconfig', '--settings', 'value.yaml'],
      'value.yaml, line 3: mode',
    ],
    [
      'settings that are a list',
      ['--kubeconfig', 'kubeconfig', '--settings', 'list.yaml'],
      'list.yaml must hold one entry of runai.clusters',
    ],
    [
      'an unknown profile',
      ['--profile', 'runai-9'],
      'There is no profile "runai-9"; there are: runai-2.5, runai-2.6, ',
    ],
    [
      'a missing profile file',
      ['--profile', './none.yaml'],
      'The file ./none.yaml of --profile does not exist.',
    ],
    [
      'a profile that extends nothing',
      ['--profile', 'profile.yaml'],
      'extends "nobody"',
    ],
    [
      'a file that is no profile',
      ['--profile', 'noprofile.yaml'],
      'noprofile.yaml',
    ],
    [
      'a missing plugin',
      ['--plugin', './none.js'],
      'The plugin ./none.js cannot be loaded',
    ],
    [
      'a plugin that is broken',
      ['--plugin', './broken.js'],
      'The plugin ./broken.js cannot be loaded',
    ],
    [
      'a plugin without checks',
      ['--plugin', './empty.js'],
      'The plugin ./empty.js must export checks',
    ],
    [
      'a plugin whose check has a taken id',
      ['--plugin', './twice.js'],
      'Two checks have the id "cluster.reachable"',
    ],
    [
      'a file that cannot be written',
      ['--list', '--output', 'none/out'],
      'The file none/out of --output cannot be written (ENOENT).',
    ],
  ])('%s', async (_what, args, sentence) => {
    const { code, stdout, stderr } = await runMain(args, {
      cwd: createFolder(FILES),
    });
    expect(stderr).toMatch(/^runai-preflight: [^\n]+\n$/);
    expect(stderr).toMatch(sentence);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('is found before the cluster is asked', async () => {
    const started = performance.now();
    await runMain(['--kubeconfig', 'kubeconfig', '--attest', 'x=y'], {
      cwd: createFolder(FILES),
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

it('shows help and the version on standard output and ends with 0', async () => {
  const help = await runMain(['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('Exit codes: 0 ready, 3 not ready');
  expect(help.stdout).not.toContain('junit');
  expect(await runMain(['--version'])).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});
