import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';
import { DEMO_PEOPLE, type DemoPerson } from './demoPeople';

/** Names the person; see "Demo sign-in" in docs/users/demo.md. */
export const DEMO_USER_HEADER = 'x-demo-user';

export interface DemoSignIn {
  name: string;
  person: DemoPerson;
}

/** Believes the header: there is nothing to protect, all data is simulated. */
export const demoAuthenticator = createProxyAuthenticator<
  void,
  DemoSignIn,
  undefined
>({
  defaultProfileTransform: async ({ person }) => ({
    profile: { displayName: person.displayName },
  }),
  initialize() {},
  async authenticate({ req }) {
    const name = req.header(DEMO_USER_HEADER);
    const person =
      name === undefined || !Object.hasOwn(DEMO_PEOPLE, name)
        ? undefined
        : DEMO_PEOPLE[name];
    if (name === undefined || person === undefined) {
      throw new AuthenticationError(
        `The header ${DEMO_USER_HEADER} must name one of ${Object.keys(
          DEMO_PEOPLE,
        ).join(', ')}`,
      );
    }
    return { result: { name, person } };
  },
});
