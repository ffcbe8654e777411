import type { PlatformFacts } from '@runai-portal/backstage-plugin-runai-common';

/** A platform in two short lines: `Kubernetes` over `1.20.2, kubeadm`. What is cut is in {@link PlatformFacts} still. */
export function platformText(platform: PlatformFacts): {
  name: string;
  detail: string;
} {
  const { distribution, openshiftVersion, kubernetesVersion } = platform;
  const [, base = distribution, qualifier] =
    /^(.*?)(?: \(([^()]*)\))?$/.exec(distribution) ?? [];
  // Build metadata and the letter v tell nothing here: v1.20.4+rke2r1 is 1.20.4.
  const version = (openshiftVersion ?? kubernetesVersion)
    ?.replace(/^v(?=\d)/, '')
    .replace(/\+.*$/, '');
  return {
    name: base.replace(/^native /, ''),
    detail: [
      version,
      // Beside a version, "assumed" alone would be read as the version's.
      qualifier === 'assumed' ? 'distribution assumed' : qualifier,
    ]
      .filter(Boolean)
      .join(', '),
  };
}
