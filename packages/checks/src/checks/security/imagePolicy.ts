import { defineCheck, notInProfile } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { imagePoliciesFact } from '../../facts/imagePolicies';
import { known } from '../../profiles';
import { anyOf } from '../../profiles/wildcard';
import { namesOf, someNames } from '../../words';

const SEE = [
  'kubectl get clusterpolicies.kyverno.io',
  'kubectl get k8sallowedrepos.constraints.gatekeeper.sh -o yaml',
] as const;

/** Policies may forbid the registries that Run:ai is installed from: its pods would be rejected, or their images not pulled. */
export const imagePolicy = defineCheck({
  id: 'security.image-policy',
  title: 'Policies about images allow the registries of Run:ai',
  category: 'security',
  description:
    "Looks at what is enforced about where images come from: OpenShift's allowed registries, Gatekeeper's library constraint K8sAllowedRepos, and Kyverno's policies with a pattern of images. Of other policies the names alone are told.",
  severity: 'informational',
  verify: {
    text: 'Look at what is enforced about images. As somebody who may create pods, try one from the registry without keeping it.',
    commands: [
      ...SEE,
      'oc get image.config.openshift.io cluster -o yaml',
      'kubectl -n NAMESPACE run test --image=REGISTRY/IMAGE --dry-run=server',
    ],
  },
  uses: { policies: imagePoliciesFact },
  expected: '{needed} allowed',
  outcomes: {
    Covered: {
      status: 'pass',
      says: 'Policies about images allow the registries of Run:ai. {names} {count:lets|let} {needed} through',
    },
    NotCovered: {
      status: 'warn',
      says: 'Policies about images leave out registries of Run:ai. {names} {count:does|do} not allow {missing}',
      actual: '{missing} not allowed',
      remedy: {
        owner: 'security',
        text: 'Add {missing} to what {names} {count:allows|allow}, or put the images into a registry that is allowed and declare it as registry in the settings of the cluster.',
        commands: SEE,
        where: {
          openshift: {
            commands: ['oc edit image.config.openshift.io cluster', ...SEE],
          },
        },
      },
    },
    NotReadable: {
      status: 'unknown',
      says: 'Whether policies about images allow the registries of Run:ai cannot be told. {names} {count:is|are} written in a way that is not read here',
      remedy: {
        owner: 'security',
        text: 'Ask those who wrote {names} whether images from {needed} are let through, or try a pod from there without keeping it.',
        commands: SEE,
      },
    },
    NoPolicy: {
      status: 'notApplicable',
      says: 'No policy about where images come from was found',
    },
  },
  evaluate: ({ policies, settings, profile }) => {
    const { images = [], thirdParty = [] } = known(profile.registries) ?? {};
    const needed = settings.registry
      ? [settings.registry]
      : [...images, ...thirdParty];
    if (policies.length > 0 && needed.length === 0) {
      return notInProfile(profile, 'which registries its images come from');
    }
    const missingIn = (allowed: readonly string[]) => {
      const allows = anyOf(allowed);
      return needed.filter(registry => !allows(`${registry}/image:tag`));
    };
    const readable = policies.flatMap(({ name, allowed }) =>
      allowed ? [{ name, missing: missingIn(allowed) }] : [],
    );
    const refusing = readable.filter(({ missing }) => missing.length > 0);
    const unreadable = policies.filter(({ allowed }) => !allowed);
    const told =
      [refusing, unreadable].find(({ length }) => length > 0) ?? policies;
    return {
      outcome: firstOf(
        [policies.length === 0, 'NoPolicy'],
        [refusing.length > 0, 'NotCovered'],
        [unreadable.length > 0, 'NotReadable'],
        'Covered',
      ),
      values: {
        count: told.length,
        names: namesOf(told, 3),
        needed: needed.join(', '),
        missing: [...new Set(refusing.flatMap(({ missing }) => missing))].join(
          ', ',
        ),
      },
      evidence: evidenceOf(
        policies
          .slice(0, 8)
          .map(({ name, allowed }) => [
            name,
            'images that are let through',
            allowed ? someNames(allowed, 6) : 'not read',
            'declared',
          ]),
      ),
    };
  },
});
