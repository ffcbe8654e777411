/** By which the launcher gives the server the token that it prints; see scripts/lib/startToken.mjs. */
const VARIABLE = 'RUNAI_START_TOKEN';
/** What 128 random bits take in base64url. */
const MINIMUM_LENGTH = 22;

/**
 * The token of this start; undefined where the launcher gave none. It is taken out of the environment, since programs that the
 * server runs (credential plugins) inherit that.
 *
 * @throws where it is so short that it could be guessed
 */
export function takeStartToken(env: NodeJS.ProcessEnv): string | undefined {
  const token = env[VARIABLE];
  delete env[VARIABLE];
  if (token !== undefined && token.length < MINIMUM_LENGTH) {
    throw new Error(
      `${VARIABLE} is shorter than ${MINIMUM_LENGTH} characters: it could be guessed.`,
    );
  }
  return token;
}
