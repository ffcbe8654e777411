import Box from '@mui/material/Box';
import {
  ENVIRONMENTS,
  INSTALL_MODES,
  type CheckWeight,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { alikeWeights } from '../../logic/catalogue';
import { Panel } from '../Panel';
import { TextWithCode } from '../TextWithCode';
import { TruncatedText } from '../TruncatedText';

export interface WeightsPanelProps {
  weights: readonly CheckWeight[];
}

/** How much each profile makes of a check, in which environment and mode, and by what source. */
export function WeightsPanel(props: WeightsPanelProps) {
  const { weights } = props;
  const t = useText();
  const groups = alikeWeights(weights);
  return (
    <Panel
      flush
      title={t('checkPage.weights')}
      note={groups.length > 0 && t('checkPage.weightsNote')}
    >
      {groups.length === 0 && (
        <Box sx={{ px: 2, pb: 2, fontSize: 13, color: 'text.secondary' }}>
          {t('checkPage.noWeights')}
        </Box>
      )}
      {groups.map(({ ids, weight }) => (
        <Box
          key={ids[0]}
          sx={{
            borderTop: 1,
            borderColor: 'divider',
            px: 2,
            py: 1.25,
            fontSize: 13,
            overflowWrap: 'anywhere',
          }}
        >
          <Box component="h3" sx={{ m: 0, fontSize: 13 }}>
            {groups.length === 1 && ids.length > 1 ? (
              t('checkPage.everyProfile', { count: ids.length })
            ) : (
              <TruncatedText title={ids.join(', ')}>
                {ids.join(', ')}
              </TruncatedText>
            )}
          </Box>
          <Weight weight={weight} />
        </Box>
      ))}
    </Panel>
  );
}

function Weight(props: { weight: CheckWeight }) {
  const { severity, environments, modes, note, source } = props.weight;
  const t = useText();
  const rows = [
    {
      key: 'general',
      where: t('checkPage.weight.severity'),
      what: t(`severity.${severity}`),
    },
    ...ENVIRONMENTS.flatMap(environment => {
      const there = environments?.[environment];
      return there
        ? [
            {
              key: environment,
              where: t(`environment.${environment}`),
              what: t(`severity.${there}`),
            },
          ]
        : [];
    }),
    ...INSTALL_MODES.flatMap(mode => {
      const there = modes?.[mode];
      return there
        ? [
            {
              key: mode,
              where: t(`mode.${mode}`),
              what:
                there === 'notApplicable'
                  ? t('checkPage.notApplicable')
                  : t(`severity.${there}`),
            },
          ]
        : [];
    }),
  ];
  return (
    <>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: '110px minmax(0, 1fr)',
          columnGap: 1.25,
          rowGap: 0.25,
          m: 0,
          mt: 0.5,
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0 },
        }}
      >
        {rows.map(({ key, where, what }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{where}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </Box>
      <Box sx={{ mt: 0.5, fontSize: 12, color: 'text.secondary' }}>
        {note && (
          <div>
            <TextWithCode text={note} />
          </div>
        )}
        {t('checkPage.weight.source')}: {source ?? t('checkPage.itself')}
      </Box>
    </>
  );
}
