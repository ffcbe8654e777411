import { defineObservation } from '../declarations';
import { namespacesFact } from '../facts/namespaces';
import {
  webhooksFact,
  type LabelRequirement,
  type WebhookFact,
} from '../facts/webhooks';
import type { Profile } from '../profiles';
import { wildcard } from '../profiles/wildcard';

/** A webhook, and what of Run:ai it is asked about. */
export type ReachingWebhook = ReturnType<
  typeof webhookReachObservation.observe
>[number];

/** How far each admission webhook reaches into what Run:ai needs. */
export const webhookReachObservation = defineObservation({
  id: 'webhook-reach',
  uses: { webhooks: webhooksFact },
  optional: { found: namespacesFact },
  observe: ({ webhooks, found, profile }) => {
    const places = placesOf(profile, found?.namespaces);
    return webhooks.map(webhook => {
      const holdsUp = heldUp(webhook, profile);
      const namespaces = places.filter(({ labels }) =>
        matches(webhook.namespaces, labels),
      );
      return {
        webhook,
        /** What of that which Run:ai needs it is asked about. */
        holdsUp,
        /** The namespaces of Run:ai and of the GPU Operator in which it is asked. */
        namespaces: namespaces.map(({ name }) => name),
        /** It is asked there about objects that have no label of its own; nodes are in no namespace. */
        reaches:
          matches(webhook.objects, {}) &&
          (namespaces.length > 0 || holdsUp.includes('nodes')),
      };
    });
  },
});

/** Of what the profile names, that which the rules cover; a `*` on either side stands for anything. */
function heldUp({ resources }: WebhookFact, { security }: Profile): string[] {
  return security.admission.resources.filter(needed => {
    const isNeeded = wildcard(needed);
    return resources.some(rule => isNeeded(rule) || covers(rule, needed));
  });
}

/** Whether a rule's `resource.group` covers a resource; a subresource such as `pods/exec` is another thing. */
function covers(rule: string, needed: string): boolean {
  const [resource, group] = splitAt(rule);
  const [neededResource, neededGroup] = splitAt(needed);
  const isResource = [neededResource, '*', '*/*'].includes(resource);
  return isResource && (group === '*' || group === neededGroup);
}

function splitAt(written: string): [resource: string, group: string] {
  const at = written.indexOf('.');
  return at < 0 ? [written, ''] : [written.slice(0, at), written.slice(at + 1)];
}

/** The namespaces that are there, and the two of Run:ai in any case: a new one has the label of its name alone. */
function placesOf(
  { namespaces: { cluster, backend } }: Profile,
  there: readonly {
    name: string;
    use?: string;
    labels: Readonly<Record<string, string>>;
  }[] = [],
) {
  const used = there.filter(({ use }) => use);
  const missing = [cluster, backend].filter(
    name => !used.some(one => one.name === name),
  );
  return [
    ...used,
    ...missing.map(name => ({
      name,
      labels: { 'kubernetes.io/metadata.name': name },
    })),
  ];
}

function matches(
  requirements: readonly LabelRequirement[],
  labels: Readonly<Record<string, string>>,
): boolean {
  return requirements.every(one => holds(one, labels));
}

/** Whether a requirement holds for these labels. An operator that is not known is taken to hold: the webhook may be asked. */
function holds(
  { key, operator, values }: LabelRequirement,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return true;
  }
}
