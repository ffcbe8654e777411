import Box from '@mui/material/Box';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { staleText } from '../../theme';
import { RelativeTime } from '../RelativeTime';
import { TruncatedText } from '../TruncatedText';
import { FactList } from '../FactList';
import { Panel } from '../Panel';
import { StateLabel } from '../StateLabel';

export interface PlatformPanelProps {
  cluster: ClusterDetail;
}

/** What the cluster runs on, each line with the signals it is known from. */
export function PlatformPanel(props: PlatformPanelProps) {
  const { platformLines, stale, observedAt } = props.cluster;
  const t = useText();
  return (
    <Panel
      title={t('platform.title')}
      note={stale && observedAt && <RelativeTime at={observedAt} as="ago" />}
    >
      {platformLines.length === 0 && (
        <Box sx={{ color: 'text.secondary' }}>{t('platform.nothing')}</Box>
      )}
      <FactList
        facts={platformLines.map(({ key, title, value, signals, warning }) => ({
          key,
          title,
          value: (
            <>
              <Box component="span" sx={stale ? staleText : undefined}>
                {value}
              </Box>
              {signals.length > 0 && (
                <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
                  <TruncatedText title={signals.join('\n')}>
                    {signals.join(', ')}
                  </TruncatedText>
                </Box>
              )}
              {warning && (
                <Box sx={{ fontSize: 12 }}>
                  <StateLabel of="check" state="warn" size={14}>
                    {warning}
                  </StateLabel>
                </Box>
              )}
            </>
          ),
        }))}
      />
    </Panel>
  );
}
