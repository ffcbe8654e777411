export { holdsCredential } from './holdsCredential';
export { withoutTokens } from './withoutTokens';
