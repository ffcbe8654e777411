import { admissionTable } from '../profiles/tables';
import { namedObject } from './object';
import { defineFact } from './request';
import { array, fieldsAt, fieldsIn, text, type Fields } from './untrusted';

/** A rule about where images may come from. */
export interface ImagePolicy {
  /** The object that says so, e.g. `clusterpolicy/restrict-registries`. */
  readonly name: string;
  /** How images may begin, `*` standing for anything; undefined where the rule is written in a way that is not read. */
  readonly allowed?: readonly string[];
}

/** Patterns of one policy that are kept. */
const MOST_PATTERNS = 64;

/** Rules about where images may come from that are enforced: OpenShift's own, those of Gatekeeper's library, those of Kyverno. */
export const imagePoliciesFact = defineFact({
  id: 'image-policies',
  title: 'Policies about where images come from',
  requests: {
    openshift: {
      verb: 'get',
      group: 'config.openshift.io',
      resource: 'images',
      name: 'cluster',
      whereServed: true,
    },
    gatekeeper: {
      verb: 'list',
      group: 'constraints.gatekeeper.sh',
      version: ['v1', 'v1beta1'],
      resource: 'k8sallowedrepos',
      whereServed: true,
    },
    kyverno: {
      verb: 'list',
      group: 'kyverno.io',
      version: ['v1', 'v2beta1'],
      resource: 'clusterpolicies',
      whereServed: true,
    },
  },
  ttlSeconds: 300,
  collect: async ({ ask }) => {
    const [openshift, gatekeeper, kyverno] = await Promise.all([
      ask.openshift(),
      ask.gatekeeper({ project: projectConstraint }),
      ask.kyverno({ project: projectClusterPolicy }),
    ]);
    return [...projectOpenShift(openshift), ...gatekeeper, ...kyverno];
  },
});

function projectOpenShift(image: unknown): ImagePolicy[] {
  const { registrySources } = fieldsAt(image, 'spec');
  const { allowedRegistries } = fieldsAt(registrySources);
  const allowed = textsOf(allowedRegistries);
  return allowed.length > 0
    ? [
        {
          name: 'images.config.openshift.io/cluster',
          allowed: allowed.map(host => `${host}/*`),
        },
      ]
    : [];
}

function projectConstraint(item: unknown): ImagePolicy | undefined {
  const { name, spec = {} } = namedObject(item) ?? {};
  const { repos } = fieldsAt(spec.parameters);
  return name && isEnforced(spec.enforcementAction ?? 'deny')
    ? {
        name: `k8sallowedrepos/${name}`,
        allowed: textsOf(repos).map(repo => `${repo}*`),
      }
    : undefined;
}

function projectClusterPolicy(item: unknown): ImagePolicy | undefined {
  const { name, spec = {} } = namedObject(item) ?? {};
  const rules = fieldsIn(spec.rules).map(rule => fieldsAt(rule.validate));
  const enforced = rules.filter(({ failureAction }) =>
    isEnforced(failureAction ?? spec.validationFailureAction ?? 'audit'),
  );
  if (!name || enforced.length === 0) {
    return undefined;
  }
  const allowed = enforced.flatMap(imagePatterns);
  const isAboutImages =
    allowed.length > 0 || admissionTable().imagePolicies(name);
  return isAboutImages
    ? {
        name: `clusterpolicy/${name}`,
        allowed:
          allowed.length > 0 ? allowed.slice(0, MOST_PATTERNS) : undefined,
      }
    : undefined;
}

/** The images that a rule's pattern lets through: `image: "registry.example/* | quay.io/*"`. */
function imagePatterns({ pattern, anyPattern }: Fields): string[] {
  return [pattern, ...array(anyPattern)].flatMap(each =>
    fieldsIn(fieldsAt(each, 'spec').containers).flatMap(({ image }) =>
      (text(image) ?? '')
        .split('|')
        .map(one => one.trim())
        // A tag or a digest that is asked for says nothing of registries.
        .filter(one => one.includes('/')),
    ),
  );
}

function isEnforced(action: unknown): boolean {
  return ['deny', 'enforce'].includes(String(action).toLowerCase());
}

function textsOf(list: unknown): string[] {
  return array(list)
    .flatMap(value => text(value) ?? [])
    .slice(0, MOST_PATTERNS);
}
