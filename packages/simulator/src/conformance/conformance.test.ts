import { readFileSync } from 'node:fs';
import { cluster } from '..';
import { calls } from './calls';
import {
  createAccount,
  prepareWorld,
  removeWorld,
} from './__testUtils__/prepareWorld';
import { Conversation } from './__testUtils__/Conversation';
import { runCalls } from './__testUtils__/runCalls';
import type { Call, Seen, Target } from './types';
import { namespace, nobodyAccount, readerAccount, readerRules } from './world';

/** Kubeconfigs of fresh clusters with an administrator's token, as `tools/kube/cluster up` prints them. */
const servers = [
  { minor: 20, variable: 'RUNAI_TEST_KUBECONFIG_1_20' },
  { minor: 36, variable: 'RUNAI_TEST_KUBECONFIG_1_36' },
];

describe.each(servers)('beside a real 1.$minor', ({ minor, variable }) => {
  const path = process.env[variable];
  const asked = calls.filter(call => meant(call, minor));
  if (!path) {
    // eslint-disable-next-line jest/no-disabled-tests, jest/expect-expect -- the report has to say what was not compared, and why
    it.skip(`is not compared: ${variable} names no kubeconfig`, () => {});
    return;
  }

  let real: Record<string, Seen>;
  let simulated: Record<string, Seen>;

  beforeAll(async () => {
    const target = administrator(readFileSync(path, 'utf8'));
    let conversation = Conversation.with(target);
    await prepareWorld(conversation, { rbac: true });
    const reader = await createAccount(conversation, 'reader');
    const nobody = await createAccount(conversation, 'nobody');
    const gitVersion = JSON.parse(
      (await conversation.call({ path: '/version' })).text,
    ).gitVersion;
    await conversation.close();

    conversation = Conversation.with({
      ...target,
      tokens: { ...target.tokens, reader, nobody, unknown: 'nonsense' },
    });
    real = await runCalls(conversation, asked);
    await removeWorld(conversation);
    await conversation.close();
    simulated = await simulate(gitVersion, asked);
  }, 180_000);

  it.each(asked.map(call => call.title))('%s', title => {
    expect(simulated[title]).toEqual(real[title]);
  });
});

/** Without a real server, the calls can at least be made. */
it('answers every call', async () => {
  const answers = await simulate(
    'v1.20.2',
    calls.filter(call => meant(call, 20)),
  );
  for (const [title, { status }] of Object.entries(answers)) {
    expect({ title, wrong: status >= 500 }).toEqual({ title, wrong: false });
  }
}, 60_000);

async function simulate(
  gitVersion: string,
  asked: Call[],
): Promise<Record<string, Seen>> {
  const running = await cluster('conformance')
    .kubernetes(gitVersion)
    .account('admin-token', {
      user: 'admin',
      groups: ['system:masters'],
      rules: 'all',
    })
    .account('reader-token', {
      user: readerAccount,
      rules: readerRules.cluster,
      namespaces: { [namespace]: readerRules.namespace },
    })
    .account('nobody-token', { user: nobodyAccount })
    .start();
  const conversation = Conversation.with({
    server: running.server,
    caData: running.caData ?? '',
    tokens: {
      admin: 'admin-token',
      reader: 'reader-token',
      nobody: 'nobody-token',
      unknown: 'nonsense',
    },
  });
  try {
    await prepareWorld(conversation, { rbac: false });
    return await runCalls(conversation, asked);
  } finally {
    await conversation.close();
    await running.close();
  }
}

function meant(call: Call, minor: number): boolean {
  const { from = 0, before = Infinity } = call.minors ?? {};
  return minor >= from && minor < before;
}

/** Reads the few lines that `tools/kube/cluster` writes. */
function administrator(kubeconfig: string): Target {
  const find = (pattern: RegExp) => pattern.exec(kubeconfig)?.[1] ?? '';
  const ca = find(/certificate-authority-data:\s*([A-Za-z0-9+/=]+)/);
  return {
    server: find(/server:\s*"?([^",}\s]+)/),
    caData: Buffer.from(ca, 'base64').toString(),
    tokens: { admin: find(/token:\s*"?([^",}\s]+)/) },
  };
}
