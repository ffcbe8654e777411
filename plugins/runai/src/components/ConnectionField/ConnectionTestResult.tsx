import Box from '@mui/material/Box';
import type {
  AccessPermission,
  ConnectionTest,
  ConnectionTestStep,
} from '@runai-portal/backstage-plugin-runai-common';
import { useCatalogue } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { Panel } from '../Panel';
import { PermissionTable } from '../PermissionTable';
import { RelativeTime } from '../RelativeTime';
import { StateLabel } from '../StateLabel';

export interface ConnectionTestResultProps {
  result: ConnectionTest;
}

/** The three things that a connection needs, each with its state and sentence; then what is missing, and what that costs. */
export function ConnectionTestResult(props: ConnectionTestResultProps) {
  const { testedAt, missing = [], platform, ...steps } = props.result;
  const t = useText();
  const platformText = [
    platform?.distribution,
    platform?.kubernetesVersion,
    platform?.openshiftVersion && `OpenShift ${platform.openshiftVersion}`,
  ].filter(Boolean);
  return (
    <Panel
      title={t('register.result')}
      note={
        <>
          {t('register.testedAt')} <RelativeTime at={testedAt} as="ago" />
        </>
      }
    >
      <Box
        component="dl"
        sx={{
          m: 0,
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: '120px 110px 1fr' },
          columnGap: 2,
          rowGap: 1.25,
          fontSize: 14,
        }}
      >
        <Step name={t('register.step.reachable')} step={steps.reachable} />
        <Step name={t('register.step.credentials')} step={steps.credentials} />
        <Step name={t('register.step.permissions')} step={steps.permissions} />
        {platformText.length > 0 && (
          <>
            <Term>{t('register.platform')}</Term>
            <Box
              component="dd"
              sx={{ m: 0, gridColumn: { sm: '2 / 4' }, minWidth: 0 }}
            >
              {platformText.join(', ')}
            </Box>
          </>
        )}
      </Box>
      {missing.length > 0 && (
        <Box sx={{ mt: 2, maxHeight: 360, overflow: 'auto' }} tabIndex={0}>
          <PermissionTable
            label={t('register.missing')}
            permissions={missing}
            granted={false}
            costs={permission => <Costs permission={permission} />}
          />
        </Box>
      )}
    </Panel>
  );
}

function Term(props: { children: string }) {
  return (
    <Box component="dt" sx={{ fontWeight: 'fontWeightBold' }}>
      {props.children}
    </Box>
  );
}

function Step(props: { name: string; step: ConnectionTestStep }) {
  const { name, step } = props;
  return (
    <>
      <Term>{name}</Term>
      <Box component="dd" sx={{ m: 0 }}>
        <StateLabel of="connectionTest" state={step.state} />
      </Box>
      <Box component="dd" sx={{ m: 0, minWidth: 0, overflowWrap: 'anywhere' }}>
        {step.message}
      </Box>
    </>
  );
}

/** The checks that stay unknown without it, by their titles. */
function Costs(props: { permission: AccessPermission }) {
  const { checks } = props.permission;
  const t = useText();
  const catalogue = useCatalogue();
  const titles = new Map(
    (catalogue.data ?? []).map(({ id, title }) => [id, title]),
  );
  if (checks.length === 0) {
    return <Box sx={{ color: 'text.secondary' }}>{t('access.nothing')}</Box>;
  }
  return (
    <>
      {checks.map(id => (
        <div key={id}>{titles.get(id) ?? id}</div>
      ))}
    </>
  );
}
