import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import type {
  HistoryDay,
  HistoryStrip as HistoryStripData,
} from '@runai-portal/backstage-plugin-runai-common';
import { DateTime } from 'luxon';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import { stateLook, type StateVocabulary } from '../../logic/states';
import { toneColor } from '../../theme';

export interface HistoryStripProps {
  of: StateVocabulary;
  /** As the server has aggregated it, oldest day first. */
  strip: HistoryStripData;
  /** What the strip is of, for its name. */
  label: string;
  /** Pixels; 20 where absent. */
  height?: number;
}

/** The last days as a row of thin bars, with gaps where nothing was observed; hover says what changed. */
export function HistoryStrip(props: HistoryStripProps) {
  const { of, strip, label, height = 20 } = props;
  const { days, changes } = strip;
  const t = useText();
  const word = useStateLabel();
  const unseen = days.filter(day => day.state === undefined).length;
  const describe = (day: HistoryDay) =>
    [
      DateTime.fromISO(day.date).toLocaleString({
        day: 'numeric',
        month: 'long',
      }),
      day.state ? word(of, day.state) : t('history.notObserved'),
      ...day.transitions.map(({ from, to, at }) =>
        t('history.transition', {
          time: DateTime.fromISO(at).toLocaleString(DateTime.TIME_24_SIMPLE),
          from: from ? word(of, from) : t('history.nothing'),
          to: word(of, to),
        }),
      ),
      day.changes > day.transitions.length &&
        t('fleet.andMore', {
          number: `${day.changes - day.transitions.length}`,
        }),
    ]
      .filter(Boolean)
      .join(' · ');
  const current = days.at(-1)?.state;
  return (
    <Box
      role="img"
      aria-label={t('history.stripLabel', {
        what: label,
        now: current ? word(of, current) : t('history.notObserved'),
        changes: t('history.changes', { count: changes }),
        gaps: t('history.gapDays', { count: unseen }),
      })}
      sx={{
        display: 'grid',
        gridTemplateColumns: `repeat(${days.length}, minmax(3px, 1fr))`,
        gap: '2px',
        height,
      }}
    >
      {days.map(day => (
        <Tooltip
          key={day.date}
          title={describe(day)}
          disableInteractive
          describeChild
        >
          <Box
            sx={theme => {
              const tone = day.state && stateLook(of, day.state).tone;
              const hollow = !tone || tone === 'unknown' || tone === 'neutral';
              const grey = tone
                ? theme.palette.text.secondary
                : theme.palette.divider;
              return {
                borderRadius: '1px',
                opacity: day.partlyObserved ? 0.6 : 1,
                ...(hollow
                  ? { boxShadow: `inset 0 0 0 1px ${grey}` }
                  : {
                      backgroundColor: toneColor(theme, tone),
                      ...(tone === 'ok' && { opacity: 0.75 }),
                    }),
              };
            }}
          />
        </Tooltip>
      ))}
    </Box>
  );
}
