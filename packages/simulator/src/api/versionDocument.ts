import type { ApiResponse } from './ApiRequest';

/** `GET /version`. A version that is none (`garbage`) is served as it stands. */
export function versionDocument(gitVersion: string): ApiResponse {
  const match = /^v(\d+)\.(\d+)\.\d+(-[a-z].*)?/.exec(gitVersion);
  const body = {
    major: match?.[1] ?? '',
    // Vendors' builds, whose version has a suffix like -gke.100, report e.g. "20+".
    minor: match ? `${match[2]}${match[3] ? '+' : ''}` : '',
    gitVersion,
    gitCommit: 'faecb196815e248d3ecfb03c680a4507229c2a56',
    gitTreeState: 'clean',
    buildDate: '2021-01-13T13:20:00Z',
    goVersion: 'go1.15.5',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
  return { status: 200, body: JSON.stringify(body, undefined, 2) };
}
