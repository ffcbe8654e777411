import {
  ENVIRONMENTS,
  INSTALL_MODES,
  type InstallMode,
} from '@runai-portal/backstage-plugin-runai-common';
import { CHECKS } from '../catalogue';
import { testProfile } from '../testing';
import { weigh } from './severity';

/** By mode, in the order of the vocabulary: cloud, hybrid, fullyOnPrem, airGapped. R required, A recommended, I informational, - not asked for. */
type Row = `${string} ${string} ${string} ${string}`;

/** The checks that differ by mode, as the design has them; all others weigh the same in every mode. */
const BY_MODE: Record<string, Row> = {
  'network.egress': 'R R R -',
  'network.egress-companions': 'A A A -',
  'network.tls-intercept': 'A A A -',
  'network.proxy': 'A A A -',
  'network.inbound-not-required': 'I I - -',
  'registry.mirror': 'A A A R',
  'mode.artifacts': '- - R R',
  'mode.backend-local': '- - R R',
  'mode.two-phase-order': '- - R R',
  'mode.offline-scan': '- - - A',
};

/** The checks that weigh by the environment: production, trial. */
const BY_ENVIRONMENT: Record<string, string> = {
  'nodes.system-dedicated': 'R A',
  'nodes.system-resources': 'R A',
  'nodes.control-plane-separate': 'R A',
};

/** Required in every mode, whatever else the catalogue has. */
const ALWAYS = [
  'mode.install-mode',
  'registry.configured',
  'registry.pull',
  'registry.endpoint',
  'network.dns',
];

const ENDPOINTS: Record<string, Row> = {
  'runai-charts': 'R R R -',
  'runai-images-hub': 'R R R -',
  'runai-images-gcr': 'R R R -',
  'third-party-images': 'R R R -',
  'grafana-metrics': 'R R - -',
  'runai-app': 'R R - -',
  'runai-auth': 'R R - -',
};

const SIGNS = { required: 'R', recommended: 'A', informational: 'I' } as const;
const profile = testProfile();

function sign(
  check: (typeof CHECKS)[number],
  mode: InstallMode | undefined,
  environment: (typeof ENVIRONMENTS)[number],
): string {
  const { severity, notApplicable } = weigh(check, {
    mode,
    environment,
    profile,
  });
  return notApplicable ? '-' : SIGNS[severity];
}

describe.each(ENVIRONMENTS)('what is asked for in %s', environment => {
  const rowOf = (check: (typeof CHECKS)[number]) =>
    INSTALL_MODES.map(mode => sign(check, mode, environment)).join(' ');

  it('differs by mode for the checks of the table alone', () => {
    const differing = CHECKS.map(check => [check.id, rowOf(check)]).filter(
      ([, row]) => new Set(row.split(' ')).size > 1,
    );
    expect(Object.fromEntries(differing)).toEqual(BY_MODE);
  });

  it('is in every mode what nothing can be judged without', () => {
    const rows = CHECKS.filter(({ id }) => ALWAYS.includes(id)).map(check => [
      check.id,
      rowOf(check),
    ]);
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(ALWAYS.map(id => [id, 'R R R R'])),
    );
  });

  it.each(CHECKS.map(check => [check.id, check] as const))(
    '%s is judged as in the cloud where no mode is declared',
    (_id, check) => {
      expect(sign(check, undefined, environment)).toBe(
        sign(check, 'cloud', environment),
      );
    },
  );
});

it('weighs by the environment what the seeds ask of production alone', () => {
  const differing = CHECKS.map(check => [
    check.id,
    ['production' as const, 'trial' as const]
      .map(environment => sign(check, 'hybrid', environment))
      .join(' '),
  ]).filter(([, row]) => new Set(row.split(' ')).size > 1);
  expect(Object.fromEntries(differing)).toEqual(BY_ENVIRONMENT);
});

describe('the endpoints of the seeds', () => {
  const signsOf = ({ modes }: (typeof profile.endpoints)[number]) =>
    INSTALL_MODES.map(mode => {
      const weight = modes[mode] ?? 'notApplicable';
      return weight === 'notApplicable' ? '-' : SIGNS[weight];
    }).join(' ');
  const own = profile.endpoints.filter(({ companionOf }) => !companionOf);
  const companions = profile.endpoints.filter(({ companionOf }) => companionOf);

  it('are asked for by mode: downloads where they are allowed, the cloud where it has the backend', () => {
    expect(
      Object.fromEntries(own.map(endpoint => [endpoint.id, signsOf(endpoint)])),
    ).toEqual(ENDPOINTS);
  });

  it('have companions that are advice, and nothing where there is no internet', () => {
    expect(companions.length).toBeGreaterThan(0);
    expect(new Set(companions.map(signsOf))).toEqual(new Set(['A A A -']));
  });
});
