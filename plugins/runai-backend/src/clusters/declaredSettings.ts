import type { DeclaredAndDetected } from '@runai-portal/backstage-plugin-runai-common';
import type { ClusterSettings } from '@runai-portal/checks';

/** The settings of a cluster that was never seen: declared, and nothing beside them. */
export function declaredSettings(
  settings: ClusterSettings | undefined,
): DeclaredAndDetected[] {
  const entries: [key: string, title: string, declared: string | undefined][] =
    [
      ['mode', 'Mode', settings?.mode],
      ['environment', 'Environment', settings?.environment],
      ['profile', 'Profile', settings?.profile],
      ['registry', 'Registry', settings?.registry],
      ['controlPlane', 'Control plane', settings?.controlPlane?.url],
    ];
  return entries.flatMap(([key, title, declared]) =>
    declared === undefined ? [] : [{ key, title, declared, differs: false }],
  );
}
