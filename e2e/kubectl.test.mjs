// kubectl of both versions through the portal, on real clusters with a node: what is allowed reads as it does directly, what is not is
// refused in words that kubectl prints.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { startCluster } from './lib/kubectl.mjs';
import { until } from './lib/until.mjs';

const versions = (process.env.RUNAI_TEST_KUBECTL_VERSIONS ?? '')
  .split(',')
  .filter(Boolean);

/** A deployment whose pod has two containers with something to say, and what `describe` tells beside it. */
const WORKLOAD = `
apiVersion: v1
kind: Namespace
metadata: { name: web }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: web }
data: { key: value }
---
apiVersion: v1
kind: Secret
metadata: { name: password, namespace: web }
stringData: { password: not-for-your-eyes }
---
apiVersion: v1
kind: ResourceQuota
metadata: { name: quota, namespace: web }
spec: { hard: { pods: '20' } }
---
apiVersion: v1
kind: Service
metadata: { name: web, namespace: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: data, namespace: web }
spec: { accessModes: [ReadWriteMany], resources: { requests: { storage: 1Gi } } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: once, namespace: web }
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - { name: once, image: local/tools:1, command: [sh, -c, echo done] }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: web, labels: { app: web } }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: web
          image: local/tools:1
          command: [sh, -c, 'for i in 1 2 3 4 5; do echo "line $i"; done; sleep 100000']
        - name: side
          image: local/tools:1
          command: [sh, -c, 'echo beside; sleep 100000']
`;

/** What is read through the portal as it is directly. */
const READ = [
  'get nodes',
  'get nodes -o wide',
  'get nodes,pods -A',
  'get pods -A -o wide',
  'get pods -n web -o yaml',
  'get pods -n web -o json',
  'get pods -n web -o name',
  'get pods -A -l app=web',
  'get pods -A --field-selector status.phase=Running',
  'get pods -A -l app=nothing',
  'get pods -n web --show-labels',
  'get pods -A --chunk-size=1',
  'get deployments,daemonsets,replicasets,jobs -A -o wide',
  'get services,endpoints -A',
  'get persistentvolumeclaims,resourcequotas -A',
  'get events -n web --sort-by=.metadata.name',
  'get storageclasses',
  'get customresourcedefinitions',
  'get namespaces -o yaml',
  'get namespace web -o jsonpath={.status.phase}',
  'get pod none -n web',
  'describe node node-1',
  'describe namespace web',
  'describe deployment web -n web',
  'describe pods -n web',
  'describe service web -n web',
  'describe persistentvolumeclaim data -n web',
  'describe job once -n web',
  'logs deployment/web -n web -c web',
  'logs deployment/web -n web -c side',
  'logs deployment/web -n web -c web --tail=2',
  'logs deployment/web -n web -c web --timestamps',
  'logs deployment/web -n web -c web --limit-bytes=10',
  'logs job/once -n web',
  'logs deployment/web -n web -c none',
  'api-resources',
  'api-versions',
  'version',
];

/** What is refused, and a part of what kubectl says then. */
const REFUSED = [
  ['get secrets -A', /Forbidden.*secrets cannot be read through this proxy/],
  ['get secret password -n web', /Forbidden.*secrets cannot be read/],
  ['get configmaps -n web', /Forbidden.*configmaps cannot be read/],
  ['delete namespace web', /MethodNotAllowed.*DELETE is not passed on/],
  ['delete pods -n web -l app=web', /DELETE is not passed on/],
  ['label node node-1 a=b', /PATCH is not passed on/],
  ['taint nodes node-1 a=b:NoSchedule', /PATCH is not passed on/],
  ['scale deployment web -n web --replicas=3', /./],
  ['create namespace other', /POST is not passed on/],
  ['run other -n web --image=local/tools:1', /POST is not passed on/],
  ['exec deployment/web -n web -c web -- sh -c id', /only reads: exec/],
  ['attach deployment/web -n web -c web', /only reads: exec/],
  ['port-forward deployment/web -n web :80', /only reads: exec/],
  ['get pods -A -w', /Watching \(-w, --watch\) is not possible/],
  ['logs deployment/web -n web -c web -f', /Following a log/],
  ['get nodes --as admin', /Forbidden.*Nobody is impersonated/],
  // 1.20 leaves out the path of the server's address, and asks the portal itself.
  ['get --raw /metrics', /Forbidden.*This path is not passed on|NotFound/],
  [
    'get --raw /api/v1/nodes/node-1/proxy/metrics',
    /is not passed on|cannot be read|NotFound/,
  ],
  ['top nodes', /./],
  ['cluster-info dump', /./],
];

for (const version of versions) {
  describe(`Kubernetes ${version} through the portal`, () => {
    /** Of each version, for this cluster. */
    const kubectls = new Map();
    let cluster;
    before(async () => {
      cluster = await startCluster(version);
      for (const client of versions) {
        kubectls.set(client, cluster.kubectl(client));
      }
      await prepare(kubectls.get(version));
    });
    after(() => cluster?.stop());

    for (const client of versions) {
      const kubectl = () => kubectls.get(client);
      for (const line of READ) {
        test(`kubectl ${client} reads what it reads directly: ${line}`, () =>
          expectSame(kubectl(), words(line)));
      }
      for (const [line, says] of REFUSED) {
        test(`kubectl ${client} is refused: ${line}`, () =>
          expectRefused(kubectl(), words(line), says));
      }
      test(`kubectl ${client} is refused: apply, and cp`, () =>
        expectNoChange(kubectl()));
      test(`kubectl ${client} proxy leads no further`, () =>
        expectNarrow(kubectl()));
    }

    test('the cluster is as it was', async () => {
      const { direct } = kubectls.get(version);
      const { stdout } = await direct(
        words('get deployment web -n web -o jsonpath={.metadata.generation}'),
      );
      assert.equal(stdout, '1');
      const { stdout: names } = await direct(words('get namespaces -o name'));
      assert.doesNotMatch(names, /namespace\/other/);
    });
  });
}

async function prepare({ direct, proxied }) {
  const applied = await direct(['apply', '-f', '-'], { input: WORKLOAD });
  assert.equal(applied.code, 0, applied.stderr);
  await until(
    async () => {
      const { stdout } = await direct(words('get pods -n web --no-headers'));
      return /2\/2 +Running/.test(stdout) && /Completed/.test(stdout);
    },
    'the pods run',
    180,
  );
  await until(
    async () => (await proxied(words('get nodes'))).code === 0,
    'the portal knows the cluster',
    60,
  );
}

/** The same through the portal as past it, at a time at which the cluster stays as it is. */
async function expectSame({ direct, proxied }, args) {
  await until(
    async () => {
      const earlier = masked(await direct(args));
      const through = masked(await proxied(args));
      const later = masked(await direct(args));
      if (JSON.stringify(earlier) !== JSON.stringify(later)) {
        return false;
      }
      assert.deepEqual(through, later);
      assert.notEqual(through.stdout + through.stderr, '');
      return true;
    },
    'the cluster stays as it is meanwhile',
    120,
  );
}

async function expectRefused({ proxied }, args, says) {
  const { code, stdout, stderr } = await proxied(args);
  assert.notEqual(code, 0, stdout);
  assert.match(stderr.replace(/\s+/g, ' '), says);
  assert.doesNotMatch(stdout + stderr, /not-for-your-eyes/);
  console.log(`${args.join(' ')}: ${stderr.trim().split('\n').at(-1)}`);
}

async function expectNoChange({ direct, proxied }) {
  const applied = await proxied(['apply', '-f', '-'], {
    input: WORKLOAD.replace('line', 'other'),
  });
  assert.notEqual(applied.code, 0);
  const { stdout } = await direct(words('get pods -n web -l app=web -o name'));
  const [pod] = stdout.trim().split('\n');
  const copied = await proxied([
    'cp',
    `web/${pod.split('/')[1]}:/etc/hosts`,
    '/dev/null',
    '-c',
    'web',
  ]);
  assert.match(copied.stderr, /only reads: exec/);
}

/** `kubectl proxy` sends on whatever it is asked for. */
async function expectNarrow({ proxied, command: [binary, ...args] }) {
  // Newer ones leave out the path of the server's address unless they are told.
  const help = await proxied(words('proxy --help'));
  const append = help.stdout.includes('--append-server-path')
    ? ['--append-server-path']
    : [];
  const child = spawn(binary, [...args, 'proxy', '--port=0', ...append], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface({ input: child.stdout }), 'line');
    const base = `http://${/127\.0\.0\.1:\d+/.exec(line)?.[0]}`;
    const statusOf = async (path, method = 'GET') =>
      (await fetch(base + path, { method })).status;
    assert.equal(await statusOf('/api/v1/nodes'), 200);
    assert.equal(await statusOf('/api/v1/secrets'), 403);
    assert.equal(await statusOf('/metrics'), 403);
    assert.equal(
      await statusOf('/api/v1/namespaces/web/services/web/proxy/x'),
      403,
    );
    assert.equal(await statusOf('/api/v1/namespaces/web', 'DELETE'), 405);
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

function words(line) {
  return line.split(' ');
}

/** Ages differ between two moments. */
function masked({ code, stdout, stderr }) {
  const mask = text =>
    text.replace(/\b(\d+[dhms])+\b/g, 'AGE').replace(/(?<=\S) +/g, ' ');
  return { code, stdout: mask(stdout), stderr: mask(stderr) };
}
