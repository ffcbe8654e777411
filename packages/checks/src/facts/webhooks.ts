import { namedObject } from './object';
import { defineFact } from './request';
import {
  array,
  counter,
  fieldsAt,
  fieldsIn,
  record,
  text,
  type Fields,
  type Kept,
} from './untrusted';

const GROUP = { verb: 'list', group: 'admissionregistration.k8s.io' } as const;

/** Rules and requirements of one webhook that are looked at. */
const MOST_KEPT = 64;

/** An admission webhook. */
export type WebhookFact = Kept<typeof projectWebhook>;

/** One requirement of a label selector. */
export type LabelRequirement = ReturnType<typeof requirementsOf>[number];

/** What the API server asks others before it stores an object: two lists, whatever their number. */
export const webhooksFact = defineFact({
  id: 'admission-webhooks',
  title: 'Admission webhooks',
  requests: {
    validating: { ...GROUP, resource: 'validatingwebhookconfigurations' },
    mutating: { ...GROUP, resource: 'mutatingwebhookconfigurations' },
  },
  ttlSeconds: 60,
  collect: async ({ ask }) => {
    const [validating, mutating] = await Promise.all([
      ask.validating({
        project: item =>
          projectConfiguration('validatingwebhookconfiguration', item),
      }),
      ask.mutating({
        project: item =>
          projectConfiguration('mutatingwebhookconfiguration', item),
      }),
    ]);
    return [...validating, ...mutating].flat();
  },
});

/**
 * What is kept of the webhooks of a configuration.
 *
 * @param kind - as `kubectl` names it: items of a list do not carry theirs
 */
export function projectConfiguration(kind: string, item: unknown) {
  const object = namedObject(item);
  return (
    object &&
    fieldsIn(object.fields.webhooks).map(webhook =>
      projectWebhook(`${kind}/${object.name}`, webhook),
    )
  );
}

function projectWebhook(configuration: string, webhook: Fields) {
  const { service } = fieldsAt(webhook.clientConfig);
  const { namespace, name } = fieldsAt(service);
  const serviceNamespace = text(namespace);
  const serviceName = text(name);
  return {
    /** `validatingwebhookconfiguration/<name>` */
    configuration,
    name: text(webhook.name) ?? '',
    /** Nothing is stored where it does not answer: the default of the API's version 1. */
    failsClosed: text(webhook.failurePolicy) !== 'Ignore',
    timeoutSeconds: counter(webhook.timeoutSeconds) || 10,
    /** Undefined where it is called by an address of its own. */
    service:
      serviceNamespace && serviceName
        ? { namespace: serviceNamespace, name: serviceName }
        : undefined,
    /** What it is asked about when it is made or changed, as `resource` or `resource.group`, each of them perhaps a `*`. */
    resources: resourcesOf(fieldsIn(webhook.rules)),
    /** What the labels of a namespace, and of an object, must be for it to be asked. */
    namespaces: requirementsOf(fieldsAt(webhook.namespaceSelector)),
    objects: requirementsOf(fieldsAt(webhook.objectSelector)),
  };
}

function resourcesOf(rules: readonly Fields[]): string[] {
  const all = rules.flatMap(({ apiGroups, resources, operations }) =>
    array(operations).some(
      one => one === 'CREATE' || one === 'UPDATE' || one === '*',
    )
      ? texts(apiGroups).flatMap(group =>
          texts(resources).map(name => (group ? `${name}.${group}` : name)),
        )
      : [],
  );
  return [...new Set(all)].slice(0, MOST_KEPT);
}

/** The empty group is the core one. */
function texts(list: unknown): string[] {
  return array(list).flatMap(value => (value === '' ? '' : text(value) ?? []));
}

function requirementsOf({ matchLabels, matchExpressions }: Fields) {
  const equal = Object.entries(record(matchLabels) ?? {}).map(
    ([key, value]) => ({
      key,
      operator: 'In',
      values: [text(value) ?? ''],
    }),
  );
  const expressions = fieldsIn(matchExpressions).map(
    ({ key, operator, values }) => ({
      key: text(key) ?? '',
      operator: text(operator) ?? '',
      values: texts(values),
    }),
  );
  return [...equal, ...expressions].slice(0, MOST_KEPT);
}
