import type { Profile } from '../../profiles';
import type { ClusterSettings } from '../../settings';

/**
 * Whether the installation brings a piece of software by itself: a guided one where the profile knows such, and where it may
 * download. In an air-gapped site it installs nothing but Run:ai.
 *
 * @param id - of the profile's `software.guidedInstallation.brings`, e.g. `knative`, `gpu-operator`, `prometheus`
 */
export function broughtByInstaller(
  id: string,
  {
    profile: { software },
    settings: { installPath, mode },
  }: {
    profile: Profile;
    settings: Pick<ClusterSettings, 'installPath' | 'mode'>;
  },
): boolean {
  return (
    installPath === 'guided' &&
    mode !== 'airGapped' &&
    software?.guidedInstallation?.brings.includes(id) === true
  );
}
