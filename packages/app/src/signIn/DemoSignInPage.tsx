import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { DEMO_PEOPLE } from './demoPeople';
import { PersonChoice } from './PersonChoice';
import {
  forgetPerson,
  rememberPerson,
  rememberedPerson,
} from './rememberedPerson';

/** Lets one choose who to be; signing out leads back to the choice. */
export function DemoSignInPage({ onSignInSuccess }: SignInPageProps) {
  const [attempt, setAttempt] = useState(() => ({
    name: knownPerson(rememberedPerson()),
    number: 0,
  }));
  const choose = (name: string) => {
    rememberPerson(name);
    setAttempt(({ number }) => ({ name, number: number + 1 }));
  };

  if (attempt.name === undefined) {
    return <PersonChoice onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={attempt.number}
      provider="demo"
      headers={{ 'x-demo-user': attempt.name }}
      onSignInSuccess={identity =>
        onSignInSuccess(forgettingOnSignOut(identity))
      }
      ErrorComponent={({ error }) => (
        <PersonChoice error={error?.message} onChoose={choose} />
      )}
    />
  );
}

function knownPerson(name: string | undefined): string | undefined {
  return DEMO_PEOPLE.find(person => person.name === name)?.name;
}

function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      forgetPerson();
      await identity.signOut();
    },
  };
}
