import { NotFoundError } from '@backstage/errors';
import type { RouteDependencies, RunaiRouter } from './types';

/** `GET /profiles` and `GET /profiles/:id`; everybody who is signed in may read them. */
export function getProfiles(
  router: RunaiRouter,
  { access, engine }: RouteDependencies,
) {
  router.get('/profiles', async (request, response) => {
    await access.caller(request);
    response.json({
      items: engine.profiles
        .describe()
        .map(({ document: _document, ...profile }) => profile),
    });
  });

  router.get('/profiles/:id', async (request, response) => {
    await access.caller(request);
    const { id } = request.params;
    const profile = engine.profiles
      .describe()
      .find(described => described.id === id);
    if (!profile) {
      throw new NotFoundError(`There is no profile '${id}'`);
    }
    response.json(profile);
  });
}
