import Box from '@mui/material/Box';
import {
  CLUSTER_USES,
  EDITIONS,
  ENVIRONMENTS,
  INSTALL_MODES,
  INSTALL_PATHS,
  type ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { useProfiles } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { compareNames } from '../../logic/worstFirst';
import { ActionButton } from '../ActionButton';
import { ChoiceField, type Choice } from '../ChoiceField';
import { FilterMenu } from '../FilterMenu';
import type { ComparedKey, Comparison } from './useComparison';

export interface CompareChoicesProps {
  cluster: ClusterDetail;
  comparison: Comparison;
}

/** Which profile and which settings to judge by; each stays as it is until something else is chosen. */
export function CompareChoices(props: CompareChoicesProps) {
  const { cluster, comparison } = props;
  const t = useText();
  const profiles = useProfiles().data ?? [];
  const present: Partial<Record<ComparedKey, string>> = {
    profile: cluster.readiness.profile,
    environment: t(`environment.${cluster.environment}`),
    mode: cluster.mode && t(`mode.${cluster.mode}`),
  };
  const declared = (key: ComparedKey) =>
    present[key] ??
    cluster.settings.find(setting => setting.key === key)?.declared;
  const choice = (key: ComparedKey, choices: readonly Choice[]) => {
    const value = declared(key);
    return (
      <ChoiceField
        label={t(`compare.${key}`)}
        value={comparison.get(key)}
        onChange={next => comparison.set(key, next)}
        choices={[
          {
            value: '',
            label: value ? t('compare.asIsOf', { value }) : t('compare.asIs'),
          },
          ...choices,
        ]}
      />
    );
  };
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        rowGap: 1,
        alignItems: 'center',
      }}
    >
      {choice(
        'profile',
        profiles
          .map(({ id }) => ({ value: id, label: id }))
          .sort((left, right) => compareNames(left.value, right.value)),
      )}
      {choice(
        'mode',
        INSTALL_MODES.map(value => ({ value, label: t(`mode.${value}`) })),
      )}
      {choice(
        'environment',
        ENVIRONMENTS.map(value => ({
          value,
          label: t(`environment.${value}`),
        })),
      )}
      {choice('existingPrometheus', [
        { value: 'true', label: t('compare.yes') },
        { value: 'false', label: t('compare.no') },
      ])}
      {choice(
        'installPath',
        INSTALL_PATHS.map(value => ({
          value,
          label: t(`compare.installPathOf.${value}`),
        })),
      )}
      {choice(
        'edition',
        EDITIONS.map(value => ({
          value,
          label: t(`compare.editionOf.${value}`),
        })),
      )}
      <FilterMenu
        label={t('compare.uses')}
        choices={CLUSTER_USES.map(value => ({
          value,
          label: t(`compare.useOf.${value}`),
        }))}
        selected={comparison.uses}
        onToggle={comparison.toggleUse}
      />
      {comparison.wanted && (
        <ActionButton onClick={comparison.reset}>
          {t('compare.reset')}
        </ActionButton>
      )}
    </Box>
  );
}
