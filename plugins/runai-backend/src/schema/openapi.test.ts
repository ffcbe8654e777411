import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  AXES,
  CHECK_CATEGORIES,
  CHECK_STATUSES,
  CONNECTION_STATES,
  CONNECTION_TEST_REASONS,
  CONNECTION_TEST_STATES,
  ENVIRONMENTS,
  HEALTH_STATES,
  INSTALL_MODES,
  INSTALL_STATES,
  READINESS_STATES,
  REGISTRATION_TAKES,
  REMEDIATION_OWNERS,
  RUN_STATUSES,
  SEVERITIES,
  SUBJECT_KINDS,
  TRACKS,
} from '@runai-portal/backstage-plugin-runai-common';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { spec } from './openapi';

const { schemas } = spec.components;

describe('the OpenAPI document', () => {
  it.each([
    ['AuditAction', AUDIT_ACTIONS, schemas.AuditAction.enum],
    ['AuditOutcome', AUDIT_OUTCOMES, schemas.AuditOutcome.enum],
    ['AxisName', AXES, schemas.AxisName.enum],
    ['CheckCategory', CHECK_CATEGORIES, schemas.CheckCategory.enum],
    ['CheckStatus', CHECK_STATUSES, schemas.CheckStatus.enum],
    ['ConnectionState', CONNECTION_STATES, schemas.ConnectionState.enum],
    [
      'ConnectionTestReason',
      CONNECTION_TEST_REASONS,
      schemas.ConnectionTestReason.enum,
    ],
    [
      'ConnectionTestState',
      CONNECTION_TEST_STATES,
      schemas.ConnectionTestState.enum,
    ],
    ['RegistrationTakes', REGISTRATION_TAKES, schemas.RegistrationTakes.enum],
    ['Environment', ENVIRONMENTS, schemas.Environment.enum],
    ['HealthState', HEALTH_STATES, schemas.HealthState.enum],
    ['InstallMode', INSTALL_MODES, schemas.InstallMode.enum],
    ['InstallState', INSTALL_STATES, schemas.InstallState.enum],
    ['ReadinessState', READINESS_STATES, schemas.ReadinessState.enum],
    ['RemediationOwner', REMEDIATION_OWNERS, schemas.RemediationOwner.enum],
    ['RunStatus', RUN_STATUSES, schemas.RunStatus.enum],
    ['Severity', SEVERITIES, schemas.Severity.enum],
    ['SubjectKind', SUBJECT_KINDS, schemas.SubjectKind.enum],
    ['Track', TRACKS, schemas.Track.enum],
    ['HealthCounts', HEALTH_STATES, schemas.HealthCounts.required],
    ['InstallCounts', INSTALL_STATES, schemas.InstallCounts.required],
    ['StatusCounts', CHECK_STATUSES, schemas.StatusCounts.required],
  ])('knows the words of %s', (_name, vocabulary, words) => {
    expect([...words]).toEqual([...vocabulary]);
  });

  it('is the one that the router was generated from', () => {
    const written = parse(
      readFileSync(require.resolve('./openapi.yaml'), 'utf8'),
    );
    expect(spec).toEqual(written);
  });

  it('has a token in what is sent alone', () => {
    const withToken = Object.entries(schemas)
      .filter(([, schema]) =>
        /"(?:token|password|secret)":/.test(JSON.stringify(schema)),
      )
      .map(([name]) => name);
    expect(withToken).toEqual(['ConnectionTestRequest']);
    const answers = Object.values(spec.paths).flatMap(path =>
      Object.values(path).map(operation => operation.responses),
    );
    expect(answers.length).toBeGreaterThan(20);
    expect(JSON.stringify(answers)).not.toMatch(/ConnectionTestRequest/);
  });
});
