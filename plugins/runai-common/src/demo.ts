/**
 * What every simulated cluster of the demo takes as token, for whoever tries a form there. It opens nothing else, which is why it may
 * stand on a page: no route of ours answers with a token.
 *
 * @public
 */
export const DEMO_TOKEN = 'demo-portal-token';
