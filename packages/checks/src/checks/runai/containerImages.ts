import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { imageRegistriesObservation } from '../../observations/imageRegistries';

/** B14: researchers work in containers. No API shows how people work: somebody states it. */
export const containerImages = defineCheck({
  id: 'user.container-images',
  title: 'Researchers work in containers',
  category: 'runai',
  requirements: ['B14'],
  description:
    'The work of a researcher is based on container images. How people work cannot be read from a cluster: somebody states it; what runs in the namespaces of projects is a hint.',
  verify: {
    text: 'Ask the people who will submit workloads, and see what runs in the namespaces of projects.',
    commands: [
      "kubectl get pods -A -l project -o custom-columns='NAMESPACE:.metadata.namespace,IMAGE:.spec.containers[*].image'",
    ],
  },
  severity: 'recommended',
  uses: {},
  optional: { images: imageRegistriesObservation },
  attestable: true,
  outcomes: {
    NotStated: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether researchers work in containers is not stated. [In the namespaces of projects {from} of {of} {of:container|containers} {of:runs|run} an image from a registry|Nothing runs in a namespace of a project that would hint at it]',
      remedy: {
        owner: 'portal-admin',
        text: 'Ask the researchers whether their work is in container images, help those who have none to make theirs, and state it.',
        docs: ['imagesOfResearchers'],
      },
    },
    ProjectsUnread: {
      status: 'unknown',
      because: 'notRun',
      says: 'Whether researchers work in containers is not stated. What runs could not be read for a hint',
      remedy: {
        owner: 'portal-admin',
        text: 'Ask the researchers whether their work is in container images, and state it.',
        docs: ['imagesOfResearchers'],
      },
    },
  },
  evaluate: ({ images }) => {
    const { containers = 0, fromRegistry = 0 } = images?.projects ?? {};
    return {
      outcome: firstOf([!images, 'ProjectsUnread'], 'NotStated'),
      values: {
        of: containers || undefined,
        from: containers > 0 ? fromRegistry : undefined,
      },
      evidence: evidenceOf(
        containers > 0 && [
          'pod templates in namespaces of projects',
          'from a registry',
          `${fromRegistry} of ${containers}`,
          'inferred',
        ],
      ),
    };
  },
});
