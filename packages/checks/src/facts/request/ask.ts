import type {
  CreateOptions,
  KubeAnswer,
  ListOptions,
} from '@runai-portal/kube';
import type { FactContext } from '../../declarations';
import { orAbsent } from './orAbsent';
import type {
  GetRequest,
  ListRequest,
  PathRequest,
  Request,
  ReviewRequest,
} from './requests';
import { servedVersion } from './served';

type NonResourceOptions = NonNullable<
  Parameters<FactContext['client']['nonResource']>[1]
>;

/** How each kind of request is sent. The fact's signal and the declared resource are filled in. */
interface Calls {
  list: <Item = unknown, Kept = Item>(
    options?: Omit<ListOptions<Item, Kept>, 'signal'> & { namespace?: string },
  ) => Promise<Kept[]>;
  get: <Value>(options?: { namespace?: string }) => Promise<Value | undefined>;
  path: <Value>(
    options?: Omit<NonResourceOptions, 'signal'>,
  ) => Promise<KubeAnswer<Value>>;
  review: <Value>(
    body: object,
    options?: Omit<CreateOptions, 'signal'>,
  ) => Promise<KubeAnswer<Value>>;
}

/** The declared requests of a fact, ready to be sent. */
export type Asks<Declared extends Record<string, Request>> = {
  [Name in keyof Declared]: Calls[Declared[Name]['verb']];
};

/** Binds declared requests to the cluster that a fact is collected from. */
export function asksOf<Declared extends Record<string, Request>>(
  requests: Declared,
  context: FactContext,
): Asks<Declared> {
  return Object.fromEntries(
    Object.entries(requests).map(([name, request]) => [
      name,
      callOf(request, context),
    ]),
    // Each entry is the call of its own request's verb.
  ) as Asks<Declared>;
}

function callOf(
  request: Request,
  context: FactContext,
): Calls[Request['verb']] {
  switch (request.verb) {
    case 'list':
      return listCall(request, context);
    case 'get':
      return getCall(request, context);
    case 'path':
      return pathCall(request, context);
    default:
      return reviewCall(request, context);
  }
}

function listCall(request: ListRequest, context: FactContext): Calls['list'] {
  const { client, signal } = context;
  const { group, resource } = request;
  return <Item, Kept = Item>({
    namespace,
    ...options
  }: Omit<ListOptions<Item, Kept>, 'signal'> & { namespace?: string } = {}) =>
    inVersion<Kept[]>(request, context, [], async version => {
      const { items } = await client.list<Item, Kept>(
        { group, version, resource, namespace },
        { ...options, signal },
      );
      return items;
    });
}

function getCall(request: GetRequest, context: FactContext): Calls['get'] {
  const { client, signal } = context;
  const { group, resource, name } = request;
  return <Value>({ namespace }: { namespace?: string } = {}) =>
    inVersion<Value | undefined>(request, context, undefined, async version =>
      orAbsent(
        client.get<Value>(
          { group, version, resource, namespace, name },
          { signal },
        ),
      ),
    );
}

function pathCall(
  { path }: PathRequest,
  { client, signal }: FactContext,
): Calls['path'] {
  return async <Value>(options?: Omit<NonResourceOptions, 'signal'>) =>
    client.nonResource<Value>(path, { ...options, signal });
}

function reviewCall(
  { group, version, resource }: ReviewRequest,
  { client, signal }: FactContext,
): Calls['review'] {
  return async <Value>(body: object, options?: Omit<CreateOptions, 'signal'>) =>
    client.create<Value>({ group, version, resource }, body, {
      ...options,
      signal,
    });
}

/**
 * Sends a request in the version that is served, or gives back what stands for its absence. A version that needs no looking up
 * is asked for at once: requests keep the order in which facts are.
 */
async function inVersion<Answer>(
  { group, version, resource, whereServed }: ListRequest | GetRequest,
  context: FactContext,
  absent: Answer,
  send: (version: string) => Promise<Answer>,
): Promise<Answer> {
  const versions = typeof version === 'string' ? [version] : version;
  if (!whereServed && versions.length === 1) {
    return send(versions[0]);
  }
  const served = await servedVersion(context, { group, resource }, versions);
  return served === undefined ? absent : send(served);
}

/** Whether the server has what a request asks for; a path or a question always counts as there. */
export async function isServed(
  request: Request,
  context: FactContext,
): Promise<boolean> {
  if (request.verb === 'path' || request.verb === 'review') {
    return true;
  }
  const { group, resource, version } = request;
  const versions = typeof version === 'string' ? [version] : version;
  return (
    (await servedVersion(context, { group, resource }, versions)) !== undefined
  );
}
