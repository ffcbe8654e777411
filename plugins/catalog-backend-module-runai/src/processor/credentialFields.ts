import type { Entity } from '@backstage/catalog-model';
import { holdsCredential } from '@runai-portal/backstage-plugin-runai-node';
import { credentialFound } from './credentials';

/** What a field is called that holds one, whatever it looks like. */
const NAME =
  /(token|password|passwd|secret|credentials?|api-?key|private-?key|client-?key)$/i;
/** Of the metadata; annotations are looked at by themselves, and the others are names. */
const NOT_LOOKED_AT = ['name', 'namespace', 'annotations', 'labels', 'tags'];
const IN_ITS_PLACE = '(a credential, taken out)';

/** An entity without credentials beside its annotations; what stood there is named. */
export function withoutCredentialFields(entity: Entity): {
  entity: Entity;
  problems: string[];
} {
  const { metadata, spec = {} } = entity;
  const found: string[] = [];
  const without = (field: string, value: unknown) => {
    if (value === undefined) {
      return value;
    }
    const { text, holds } = withoutCredentials(field, value);
    if (holds) {
      found.push(field);
    }
    return text;
  };
  const cleaned = {
    ...entity,
    metadata: {
      ...metadata,
      ...Object.fromEntries(
        Object.entries(metadata)
          .filter(([key]) => !NOT_LOOKED_AT.includes(key))
          .map(([key, value]) => [key, without(`metadata.${key}`, value)]),
      ),
    },
    spec: Object.fromEntries(
      Object.entries(spec).map(([key, value]) => [
        key,
        without(`spec.${key}`, value),
      ]),
    ),
  };
  return {
    entity: found.length === 0 ? entity : cleaned,
    problems: found.map(field => credentialFound(`The field ${field}`)),
  };
}

/** Whatever is below it, too. */
function withoutCredentials(field: string, value: unknown) {
  let holds = false;
  const text = JSON.parse(JSON.stringify(value), (key, one: unknown) => {
    const isOne =
      typeof one === 'string' &&
      one !== '' &&
      (NAME.test(key || field) || holdsCredential(one));
    holds ||= isOne;
    return isOne ? IN_ITS_PLACE : one;
  });
  return { text, holds };
}
