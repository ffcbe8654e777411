import { cluster, node, pod, type RunningCluster } from '..';
import { call } from '../__testUtils__/call';

let running: RunningCluster;
const now = new Date('2026-05-20T12:00:00Z');
const at = (second: number) => `2026-05-20T11:59:${second}Z`;

beforeEach(async () => {
  running = await cluster('logs')
    .nodes(node('gpu-01'))
    .objects(
      pod('ml', 'train', {
        node: 'gpu-01',
        logs: {
          main: `${at(10)} one\n${at(20)} two\nthree\n${at(50)} four\n`,
        },
      }),
      pod('ml', 'two', {
        node: 'gpu-01',
        containers: [
          { name: 'app', image: 'app:1' },
          { name: 'proxy', image: 'proxy:1' },
        ],
        initContainers: [{ name: 'fetch', image: 'fetch:1' }],
        logs: { app: 'hello', fetch: 'fetched' },
      }),
      pod('ml', 'crashing', {
        node: 'gpu-01',
        restarts: 3,
        lastExit: { exitCode: 1, reason: 'Error' },
        waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
        logs: { main: 'it broke' },
      }),
      pod('ml', 'restarted', {
        node: 'gpu-01',
        restarts: 1,
        lastExit: { exitCode: 137, reason: 'OOMKilled' },
        logs: { main: 'second life' },
        previousLogs: { main: 'first life' },
      }),
      pod('ml', 'pulling', {
        node: 'gpu-01',
        phase: 'Pending',
        waiting: { reason: 'ImagePullBackOff', message: 'Back-off' },
      }),
      pod('ml', 'pending'),
    )
    .start({ now: () => now });
});
afterEach(() => running.close());

const log = (name: string, query = '') =>
  call(running, `/api/v1/namespaces/ml/pods/${name}/log${query}`);

it('serves what a container wrote, as text', async () => {
  const { status, headers, text } = await log('train');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/plain');
  expect(text).toBe('one\ntwo\nthree\nfour\n');
});

it.each([
  ['?tailLines=2', 'three\nfour\n'],
  ['?tailLines=0', ''],
  ['?sinceSeconds=15', 'four\n'],
  ['?limitBytes=5', 'one\nt'],
  ['?tailLines=1&timestamps=true', '2026-05-20T11:59:50.000000000Z four\n'],
  [
    '?sinceSeconds=45&tailLines=2&timestamps=true',
    '2026-05-20T11:59:20.000000000Z three\n2026-05-20T11:59:50.000000000Z four\n',
  ],
])('cuts as %s asks', async (query, expected) => {
  expect((await log('train', query)).text).toBe(expected);
});

it('has the log of the last run while a container waits to be started again, and of the run before', async () => {
  expect((await log('crashing')).text).toBe('it broke\n');
  expect((await log('crashing', '?previous=true')).text).toBe('it broke\n');
  expect((await log('restarted')).text).toBe('second life\n');
  expect((await log('restarted', '?previous=true')).text).toBe('first life\n');
});

it('serves each container by its name, init containers too', async () => {
  expect((await log('two', '?container=app')).text).toBe('hello\n');
  expect((await log('two', '?container=fetch')).text).toBe('fetched\n');
  expect((await log('two', '?container=proxy')).text).toBe('');
});

it.each([
  [
    'two',
    '',
    'a container name must be specified for pod two, choose one of: [fetch app proxy]',
  ],
  ['two', '?container=db', 'container db is not valid for pod two'],
  [
    'pulling',
    '',
    'container "main" in pod "pulling" is waiting to start: trying and failing to pull image',
  ],
  [
    'train',
    '?previous=true',
    'previous terminated container "main" in pod "train" not found',
  ],
])('refuses the log of %s%s as a server does', async (name, query, message) => {
  const answer = await log(name, query);
  expect(answer.status).toBe(400);
  expect(answer.json()).toMatchObject({ reason: 'BadRequest', message });
});

it('has nothing of a pod that is on no node', async () => {
  const answer = await log('pending');
  expect(answer.status).toBe(204);
  expect(answer.headers['content-type']).toBeUndefined();
});

it('checks what is asked before it looks for the pod', async () => {
  expect((await log('nothing', '?tailLines=-1')).json()).toMatchObject({
    code: 422,
    message:
      'PodLogOptions "nothing" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
  });
  expect((await log('nothing')).json()).toMatchObject({
    code: 404,
    message: 'pods "nothing" not found',
  });
});

it('never shows logs as a part of the pod', async () => {
  const answer = await call(running, '/api/v1/namespaces/ml/pods/train');
  expect(answer.json().logs).toBeUndefined();
});
