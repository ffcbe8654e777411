import { defineObservation, type ValueOf } from '../declarations';
import { registryOf } from '../facts/image';
import {
  workloadName,
  workloadsFact,
  type WorkloadContainer,
  type WorkloadFact,
} from '../facts/workloads';
import type { Profile } from '../profiles';
import { platformNamespaces } from '../profiles/tables';

/** Where the images of workloads come from. */
export type ImageRegistries = ValueOf<typeof imageRegistriesObservation>;

/** What a runtime takes where an image names no registry, unless it is configured otherwise. */
export const DEFAULT_REGISTRY = 'docker.io';

/** Registries by the images that pod templates name. What nodes have on their disks is not read: those lists are long. */
export const imageRegistriesObservation = defineObservation({
  id: 'image-registries',
  uses: { workloads: workloadsFact },
  observe: ({ workloads, profile: { namespaces } }) => {
    const counts = new Map<string, number>();
    const ofRunai = new Map<string, number>();
    const isOfRunai = ({ namespace }: WorkloadFact) =>
      [namespaces.cluster, namespaces.backend].includes(namespace);
    const projects = { containers: 0, fromRegistry: 0 };
    let containers = 0;
    for (const workload of workloads) {
      for (const container of workload.containers) {
        const named = registryOf(container.image);
        const registry = named ?? DEFAULT_REGISTRY;
        counts.set(registry, (counts.get(registry) ?? 0) + 1);
        containers += 1;
        if (isOfRunai(workload)) {
          ofRunai.set(registry, (ofRunai.get(registry) ?? 0) + 1);
        }
        if (isOfProject(workload, namespaces)) {
          projects.containers += 1;
          projects.fromRegistry += isFromDisk(container) ? 0 : 1;
        }
      }
    }
    const isOfPlatform = platformNamespaces();
    const own = workloads.filter(({ namespace }) => !isOfPlatform(namespace));
    return {
      /** Of how many containers of all workloads. */
      containers,
      /** The most used first. */
      registries: mostUsed(counts),
      /** Of the containers of Run:ai itself, the same. */
      ofRunai: mostUsed(ofRunai),
      /** Workloads whose images must be on a node's disk before, those of the platform left out. */
      fromDisk: having(own, isFromDisk),
      /** Workloads with an image that names no registry, those of the platform left out. */
      unqualified: having(own, ({ image }) => registryOf(image) === undefined),
      /** In namespaces of projects. */
      projects,
      /** Names of the secrets that the pods of Run:ai pull with. */
      pullSecrets: [
        ...new Set(
          workloads.filter(isOfRunai).flatMap(({ pullSecrets }) => pullSecrets),
        ),
      ],
    };
  },
});

/** The most used first. */
function mostUsed(counts: ReadonlyMap<string, number>) {
  return [...counts]
    .map(([host, count]) => ({ host, count }))
    .sort((a, b) => b.count - a.count || (a.host < b.host ? -1 : 1));
}

/** No registry can have it: it is never pulled, or belongs to the node itself. */
function isFromDisk({ image, neverPulled }: WorkloadContainer): boolean {
  return neverPulled === true || image.startsWith('localhost/');
}

function isOfProject(
  { namespace }: WorkloadFact,
  { cluster, backend, reservation, projectPrefix }: Namespaces,
): boolean {
  return (
    namespace.startsWith(projectPrefix) &&
    ![cluster, backend, reservation].includes(namespace)
  );
}

type Namespaces = Profile['namespaces'];

/** Names of the workloads with such a container, and its image. */
function having(
  workloads: readonly WorkloadFact[],
  holds: (container: WorkloadContainer) => boolean,
) {
  return workloads.flatMap(workload => {
    const container = workload.containers.find(holds);
    return container
      ? [{ name: workloadName(workload), image: container.image }]
      : [];
  });
}
