import type { ListOptions } from '@runai-portal/kube';
import type { Fact, FactContext } from '../../declarations';
import { servedVersion } from './apiGroups';
import { asksOf, type Asks } from './ask';
import { list, permissionOf, type ListRequest, type Request } from './requests';

type Header = Pick<
  Fact<unknown>,
  'id' | 'title' | 'ttlSeconds' | 'timeoutSeconds' | 'turn'
>;

/** A fact as it is written down. */
interface FactDeclaration<Value, Declared extends Record<string, Request>>
  extends Header {
  /** What is asked, each once: the permissions follow from it. */
  readonly requests: Declared;
  readonly collect: (
    context: FactContext & {
      ask: Asks<Declared>;
      /** Whether the server has what the request of that name asks for. */
      served: (name: keyof Declared) => Promise<boolean>;
    },
  ) => Promise<Value>;
}

/** Declares a fact by what it asks and what it makes of the answers. */
export function defineFact<Value, Declared extends Record<string, Request>>(
  declaration: FactDeclaration<Value, Declared>,
): Fact<Value> {
  const { requests, collect, ...header } = declaration;
  return {
    kind: 'fact',
    ...header,
    permissions: Object.values(requests).map(permissionOf),
    collect: context =>
      collect({
        ...context,
        ask: asksOf(requests, context),
        served: async name => {
          const request = requests[name];
          return (
            request.verb === 'path' ||
            (await servedVersion(context, request)) !== undefined
          );
        },
      }),
  };
}

/** A fact that is one list: of all objects of a resource, each projected to what is looked at. */
export function listFact<Item, Raw = unknown>(
  declaration: Header &
    Omit<ListRequest, 'verb'> &
    Pick<
      ListOptions<Raw, Item>,
      'fieldSelector' | 'leaveOut' | 'metadataOnly'
    > & {
      /** Undefined drops the object. */
      readonly project: (
        object: Raw,
        context: Pick<FactContext, 'profile' | 'settings'>,
      ) => Item | undefined;
    },
): Fact<readonly Item[]> {
  const { group, version, resource, whereServed, ...rest } = declaration;
  const { fieldSelector, leaveOut, metadataOnly, project, ...header } = rest;
  return defineFact({
    ...header,
    requests: { objects: list({ group, version, resource, whereServed }) },
    collect: context =>
      context.ask.objects<Raw, Item>({
        fieldSelector,
        leaveOut,
        metadataOnly,
        project: object => project(object, context),
      }),
  });
}
