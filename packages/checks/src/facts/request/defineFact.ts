import type { ListOptions } from '@runai-portal/kube';
import type { Fact, FactContext } from '../../declarations';
import { namedObject, type NamedObject } from '../object';
import { orAbsent, servedVersion } from './apiGroups';
import {
  permissionOf,
  type GetRequest,
  type ListRequest,
  type PathRequest,
  type Request,
  type ReviewRequest,
} from './requests';

/** How each kind of request is sent. The fact's signal and the declared resource are filled in. */
function callsOf(context: FactContext) {
  const { client, signal } = context;
  const inServedVersion = async <Answer>(
    request: ListRequest | GetRequest,
    send: (version: string) => Promise<Answer>,
  ) => {
    const { version = 'v1', whereServed } = request;
    if (typeof version === 'string' && !whereServed) {
      // Asked for at once: requests keep the order in which facts are.
      return send(version);
    }
    const served = await servedVersion(context, { ...request, version });
    return served === undefined ? undefined : send(served);
  };
  return {
    list:
      (request: ListRequest) =>
      async <Item = unknown, Kept = Item>({
        namespace,
        ...options
      }: Omit<ListOptions<Item, Kept>, 'signal'> & {
        namespace?: string;
      } = {}): Promise<Kept[]> => {
        const { group, resource } = request;
        const answer = await inServedVersion(request, version =>
          client.list<Item, Kept>(
            { group, version, resource, namespace },
            { ...options, signal },
          ),
        );
        return answer?.items ?? [];
      },
    get:
      (request: GetRequest) =>
      async ({ namespace }: { namespace?: string } = {}) => {
        const { group, resource, name } = request;
        return inServedVersion(request, version =>
          orAbsent(
            client.get<unknown>(
              { group, version, resource, namespace, name },
              { signal },
            ),
          ),
        );
      },
    path:
      ({ path }: PathRequest) =>
      async () =>
        client.nonResource<unknown>(path, { signal }),
    review:
      ({ group, version = 'v1', resource }: ReviewRequest) =>
      async (body: object) =>
        client.create<unknown>({ group, version, resource }, body, { signal }),
  };
}

type Calls = ReturnType<typeof callsOf>;

/** The declared requests of a fact, ready to be sent. */
export type Asks<Declared extends Record<string, Request>> = {
  [Name in keyof Declared]: ReturnType<Calls[Declared[Name]['verb']]>;
};

type Header = Omit<Fact<unknown>, 'kind' | 'permissions' | 'collect'>;

/** Declares a fact by what it asks and what it makes of the answers. */
export function defineFact<Value, Declared extends Record<string, Request>>(
  declaration: Header & {
    /** What is asked, each once: the permissions follow from it. */
    readonly requests: Declared;
    readonly collect: (
      context: FactContext & { ask: Asks<Declared> },
    ) => Promise<Value>;
  },
): Fact<Value> {
  const { requests, collect, ...header } = declaration;
  return {
    kind: 'fact',
    ...header,
    permissions: Object.values(requests).map(permissionOf),
    collect: context => {
      const calls = callsOf(context);
      const asks = Object.entries(requests).map(([name, request]) => {
        const call = calls[request.verb] as (request: Request) => unknown;
        return [name, call(request)];
      });
      return collect({
        ...context,
        // Each entry is the call of its own request's verb.
        ask: Object.fromEntries(asks) as Asks<Declared>,
      });
    },
  };
}

/** A fact that is one list: of all objects of a resource, each projected to what is looked at. */
export function listFact<Item>(
  declaration: Header &
    Omit<ListRequest, 'verb'> &
    Pick<ListOptions<unknown, Item>, 'fieldSelector' | 'metadataOnly'> & {
      /** Undefined drops the object. */
      readonly project: (
        object: NamedObject,
        context: Pick<FactContext, 'profile' | 'settings'>,
      ) => Item | undefined;
    },
): Fact<readonly Item[]> {
  const { group, version, resource, whereServed, ...rest } = declaration;
  const { fieldSelector, metadataOnly, project, ...header } = rest;
  return defineFact({
    ...header,
    requests: {
      objects: { verb: 'list', group, version, resource, whereServed },
    },
    collect: context =>
      context.ask.objects<unknown, Item>({
        fieldSelector,
        metadataOnly,
        project: item => {
          const object = namedObject(item);
          return object && project(object, context);
        },
      }),
  });
}
