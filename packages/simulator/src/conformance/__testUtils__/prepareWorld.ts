import type { Conversation } from './Conversation';
import { definition, namespace, worldObjects, worldPaths } from '../world';

const core = '/api/v1';
const inNamespace = `${core}/namespaces/${namespace}`;

/** Creates what the calls are about. @param rbac - whether roles and bindings are objects here, or accounts */
export async function prepareWorld(
  conversation: Conversation,
  options: { rbac: boolean },
): Promise<void> {
  const post = (path: string, body: unknown) =>
    conversation.call({ method: 'POST', path, body });
  await until('the namespace is made', async () => {
    const { status } = await post(`${core}/namespaces`, {
      metadata: { name: namespace },
    });
    return status === 201;
  });
  await post(
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    definition,
  );
  await until('widgets are served', async () => {
    const { status } = await conversation.call({
      path: `/apis/${definition.spec.group}/v1/widgets`,
    });
    return status === 200;
  });
  if (options.rbac) {
    await until(
      'the namespace has its account, without which no pod is admitted',
      async () => {
        const { status } = await conversation.call({
          path: `${inNamespace}/serviceaccounts/default`,
        });
        return status === 200;
      },
    );
  }
  for (const { path, body, rbac } of worldObjects) {
    if (options.rbac || !rbac) {
      const answer = await post(path, body);
      if (answer.status !== 201) {
        throw new Error(
          `could not create ${path}: ${answer.status} ${answer.text}`,
        );
      }
    }
  }
}

/** Makes a service account of a real server, with a token. */
export async function createAccount(
  conversation: Conversation,
  name: string,
): Promise<string> {
  const accounts = `${inNamespace}/serviceaccounts`;
  await conversation.call({
    method: 'POST',
    path: accounts,
    body: { metadata: { name } },
  });
  const answer = await conversation.call({
    method: 'POST',
    path: `${accounts}/${name}/token`,
    body: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { expirationSeconds: 3600 },
    },
  });
  return JSON.parse(answer.text).status.token;
}

export async function removeWorld(conversation: Conversation): Promise<void> {
  for (const path of worldPaths) {
    await conversation.call({ method: 'DELETE', path });
  }
}

/** Real servers take their time: a definition is served, a namespace gone, some moments later. */
async function until(what: string, met: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await met())) {
    if (Date.now() > deadline) {
      throw new Error(`waited 60 s, and still not so: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
