import type {
  ClusterSource,
  SourcedCluster,
} from '@runai-portal/backstage-plugin-runai-node';
import { startDemoFleet, type DemoFleet } from '@runai-portal/simulator';

/** The clusters of the demo, each an API server of its own that the portal reaches as it reaches a real one. */
export class DemoClusterSource implements ClusterSource {
  readonly type = 'demo';
  readonly #fleet: DemoFleet;

  static async start(): Promise<DemoClusterSource> {
    return new DemoClusterSource(await startDemoFleet());
  }

  private constructor(fleet: DemoFleet) {
    this.#fleet = fleet;
  }

  async list(): Promise<SourcedCluster[]> {
    return this.#fleet.clusters.map(
      ({ name, settings, attestations, running }) => {
        const { server, caData, token } = running.connection();
        return {
          sourceName: name,
          connection: { server, caData, credentials: async () => ({ token }) },
          settings,
          attestations,
          demo: true,
        };
      },
    );
  }

  async close(): Promise<void> {
    await this.#fleet.close();
  }
}
