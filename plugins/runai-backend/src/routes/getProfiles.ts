import { NotFoundError } from '@backstage/errors';
import { readableProfiles } from './readableProfiles';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /profiles` and `GET /profiles/:id` */
export function getProfiles(
  router: RunaiRouter,
  dependencies: RouteDependencies,
) {
  const { access, engine } = dependencies;
  const readable = async (request: Parameters<typeof access.readable>[0]) => {
    const known = await readableProfiles(
      dependencies,
      await access.readable(request),
    );
    return engine.profiles.list().filter(({ id }) => known.includes(id));
  };

  router.get('/profiles', async (request, response) => {
    response.json({
      items: await readable(request),
    });
  });

  router.get('/profiles/:id', async (request, response) => {
    const { id } = request.params;
    const listed = await readable(request);
    const profile = listed.find(described => described.id === id);
    if (!profile) {
      throw new NotFoundError(`There is no profile '${id}'`);
    }
    response.json({ ...profile, document: engine.profiles.get(id) });
  });
}
