/** Where development servers serve pages. */
export const PAGES_PORT = 3000;

/** Configuration for pages of another origin than the API's: nowhere else may one call it with a person's credentials. */
export function pagesElsewhere(port = PAGES_PORT) {
  const origin = `http://localhost:${port}`;
  return {
    'app.baseUrl': origin,
    'backend.cors.origin': origin,
    'backend.cors.methods': ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'],
    'backend.cors.credentials': true,
  };
}
