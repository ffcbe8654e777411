import type { Dialect } from './Dialect';
import { StatusError } from './status';

/** The forms that a list or an object can be asked for in. */
export type Representation =
  | { form: 'full' }
  | { form: 'metadata'; version: string }
  | { form: 'table'; version: string };

interface MediaType {
  type: string;
  parameters: Record<string, string>;
}

const jsonTypes = new Set(['application/json', 'application/*', '*/*']);

export function mediaTypes(accept: string | undefined): MediaType[] {
  return (accept ?? '*/*').split(',').map(text => {
    const [type, ...parameters] = text.split(';').map(part => part.trim());
    return {
      type,
      parameters: Object.fromEntries(
        parameters.map(parameter => parameter.split('=', 2)),
      ),
    };
  });
}

/**
 * The first of the accepted forms that can be served.
 *
 * @param list - whether a list is asked for: `as=PartialObjectMetadata` is of one object alone
 * @throws StatusError 406 where none can be
 */
export function representation(
  accept: string | undefined,
  list: boolean,
  dialect: Dialect,
): Representation {
  for (const { type, parameters } of mediaTypes(accept)) {
    if (jsonTypes.has(type)) {
      const { as, g: group, v: version } = parameters;
      if (!as) {
        return { form: 'full' };
      }
      if (group === 'meta.k8s.io' && ['v1', 'v1beta1'].includes(version)) {
        if (as === 'Table') {
          return { form: 'table', version };
        }
        if (
          as === (list ? 'PartialObjectMetadataList' : 'PartialObjectMetadata')
        ) {
          return { form: 'metadata', version };
        }
      }
    }
  }
  throw new StatusError({
    code: 406,
    reason: 'NotAcceptable',
    message: dialect.jsonValues
      ? '406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf'
      : '406: Not Acceptable',
    details: {},
  });
}
