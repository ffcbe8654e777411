import type { ProxyTarget } from './ProxyTarget';

const JSON_FORM = 'application/json';
const LOG = 'text/plain, application/json, */*';

/** The forms that may be asked for, as they are sent; anything else becomes JSON. */
const FORMS = [
  ...['v1', 'v1beta1'].flatMap(version =>
    ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'].map(as => ({
      as,
      g: 'meta.k8s.io',
      v: version,
    })),
  ),
  ...['v2', 'v2beta1'].map(version => ({
    as: 'APIGroupDiscoveryList',
    g: 'apidiscovery.k8s.io',
    v: version,
  })),
];

/** More than kubectl ever names. */
const MAX_FORMS = 8;

/**
 * The `Accept` that goes to the cluster: what the caller named of a closed set, in its order, and plain JSON at the end.
 *
 * @param accept - of the caller; kubectl's preference for protobuf becomes JSON
 */
export function acceptedForms(
  accept: string | undefined,
  target: ProxyTarget,
): string {
  if (target.kind === 'resource' && target.ref.subresource === 'log') {
    return LOG;
  }
  if (target.kind === 'path' && /^\/(readyz|livez)$/.test(target.path)) {
    return 'text/plain, */*';
  }
  const named = (accept ?? '')
    .split(',')
    .slice(0, MAX_FORMS)
    .map(formOf)
    .filter(form => form !== undefined);
  return [...new Set([...named, JSON_FORM])].join(',');
}

function formOf(text: string): string | undefined {
  const [type, ...parameters] = text.split(';').map(part => part.trim());
  if (type !== JSON_FORM) {
    return undefined;
  }
  const has = (key: string, value: string) =>
    parameters.includes(`${key}=${value}`);
  const form = FORMS.find(
    ({ as, g, v }) => has('as', as) && has('g', g) && has('v', v),
  );
  if (form) {
    return `${JSON_FORM};as=${form.as};v=${form.v};g=${form.g}`;
  }
  return parameters.some(parameter => /^(as|g|v)=/.test(parameter))
    ? undefined
    : JSON_FORM;
}
