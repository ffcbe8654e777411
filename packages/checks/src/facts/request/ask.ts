import type { ListOptions } from '@runai-portal/kube';
import type { FactContext } from '../../declarations';
import { servedVersion } from './apiGroups';
import { orAbsent } from './orAbsent';
import type {
  GetRequest,
  ListRequest,
  PathRequest,
  Request,
  ReviewRequest,
} from './requests';

interface Place {
  namespace?: string;
}

/** How each kind of request is sent. The fact's signal and the declared resource are filled in. */
function callsOf(context: FactContext) {
  const { client, signal } = context;
  // A version that needs no looking up is asked for at once: requests keep the order in which facts are.
  const certainVersion = ({ version, whereServed }: ListRequest | GetRequest) =>
    typeof version === 'string' && !whereServed ? version : undefined;
  return {
    list:
      (request: ListRequest) =>
      async <Item = unknown, Kept = Item>({
        namespace,
        ...options
      }: Omit<ListOptions<Item, Kept>, 'signal'> & Place = {}): Promise<
        Kept[]
      > => {
        const { group, resource } = request;
        const version =
          certainVersion(request) ?? (await servedVersion(context, request));
        if (version === undefined) {
          return [];
        }
        const { items } = await client.list<Item, Kept>(
          { group, version, resource, namespace },
          { ...options, signal },
        );
        return items;
      },
    get:
      (request: GetRequest) =>
      async <Value>({ namespace }: Place = {}): Promise<Value | undefined> => {
        const { group, resource, name } = request;
        const version =
          certainVersion(request) ?? (await servedVersion(context, request));
        return version === undefined
          ? undefined
          : orAbsent(
              client.get<Value>(
                { group, version, resource, namespace, name },
                { signal },
              ),
            );
      },
    path:
      ({ path }: PathRequest) =>
      async <Value>() =>
        client.nonResource<Value>(path, { signal }),
    review:
      ({ group, version, resource }: ReviewRequest) =>
      async <Value>(body: object) =>
        client.create<Value>({ group, version, resource }, body, { signal }),
  };
}

type Calls = ReturnType<typeof callsOf>;

/** The declared requests of a fact, ready to be sent. */
export type Asks<Declared extends Record<string, Request>> = {
  [Name in keyof Declared]: ReturnType<Calls[Declared[Name]['verb']]>;
};

/** Binds declared requests to the cluster that a fact is collected from. */
export function asksOf<Declared extends Record<string, Request>>(
  requests: Declared,
  context: FactContext,
): Asks<Declared> {
  const calls = callsOf(context);
  return Object.fromEntries(
    Object.entries(requests).map(([name, request]) => {
      const call = calls[request.verb] as (request: Request) => unknown;
      return [name, call(request)];
    }),
    // Each entry is the call of its own request's verb.
  ) as Asks<Declared>;
}
