import { NotFoundError } from '@backstage/errors';
import type { RouteDependencies, RunaiRouter } from './types';

/**
 * `GET /profiles` and `GET /profiles/:id`. The shipped ones are no secret of anybody's who is signed in; those of the site tell of
 * its clusters (registries, namespaces, endpoints) and are for those who may read one.
 */
export function getProfiles(
  router: RunaiRouter,
  { access, clusters, engine }: RouteDependencies,
) {
  const { profiles } = engine;
  const readable = async (request: Parameters<typeof access.readable>[0]) => {
    const scope = await access.readable(request);
    const { totalItems } = await clusters.list({ scope, limit: 1 });
    return profiles
      .describe()
      .filter(({ id }) => totalItems > 0 || !profiles.isOfSite(id));
  };

  router.get('/profiles', async (request, response) => {
    response.json({
      items: (await readable(request)).map(
        ({ document: _document, ...profile }) => profile,
      ),
    });
  });

  router.get('/profiles/:id', async (request, response) => {
    const { id } = request.params;
    const profile = (await readable(request)).find(
      described => described.id === id,
    );
    if (!profile) {
      throw new NotFoundError(`There is no profile '${id}'`);
    }
    response.json(profile);
  });
}
