import Box from '@mui/material/Box';
import { DateTime } from 'luxon';
import type { Transition } from '@runai-portal/backstage-plugin-runai-common';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import type { TimelineDayEntries } from '../../logic/timeline';
import { exactTime } from '../../logic/age';
import { headline } from '../../logic/headline';
import { TruncatedText } from '../TruncatedText';
import { StateIcon } from '../StateIcon';

export interface TimelineDayProps {
  day: TimelineDayEntries;
  /** Titles of checks by id. */
  titles: ReadonlyMap<string, string>;
}

/** What changed on one day. */
export function TimelineDay(props: TimelineDayProps) {
  const { day, titles } = props;
  const t = useText();
  return (
    <Box component="section" aria-label={day.date} sx={{ mt: 1.5 }}>
      <Box
        component="h3"
        sx={{
          m: 0,
          mb: 0.5,
          fontSize: 12,
          fontWeight: 'fontWeightBold',
          color: 'text.secondary',
        }}
      >
        {DateTime.fromISO(day.date).toLocaleString({
          weekday: 'long',
          day: 'numeric',
          month: 'long',
        })}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {day.entries.map((entry, index) => (
          <Box
            component="li"
            key={index}
            sx={{
              display: 'grid',
              gridTemplateColumns: '52px 18px minmax(0, 1fr)',
              gap: 1.25,
              py: 0.75,
              borderTop: 1,
              borderColor: 'divider',
              fontSize: 13,
            }}
          >
            <time dateTime={entry.at} title={exactTime(entry.at)}>
              {DateTime.fromISO(entry.at).toLocaleString(
                DateTime.TIME_24_SIMPLE,
              )}
            </time>
            {entry.kind === 'transition' ? (
              <TransitionLine transition={entry.transition} titles={titles} />
            ) : (
              <>
                <StateIcon of="check" state="skipped" />
                <span>
                  {entry.kind === 'gap'
                    ? t('history.gapUntil', { until: exactTime(entry.to) })
                    : t('history.beginning')}
                </span>
              </>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function TransitionLine(props: {
  transition: Transition;
  titles: ReadonlyMap<string, string>;
}) {
  const { transition, titles } = props;
  const { axis, checkId, subject, from, to, message, reason } = transition;
  const t = useText();
  const word = useStateLabel();
  const of = axis ?? 'check';
  const what = axis ? t(`axis.${axis}`) : titles.get(checkId ?? '') ?? checkId;
  return (
    <>
      <StateIcon of={of} state={to} />
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
          {what}
        </Box>
        {subject && subject.kind !== 'cluster' && ` · ${subject.name}`}
        {': '}
        {from ? `${word(of, from)} → ` : ''}
        {word(of, to)}
        {(message || reason) && (
          <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
            {message ? (
              <TruncatedText title={message}>{headline(message)}</TruncatedText>
            ) : (
              reason
            )}
          </Box>
        )}
      </Box>
    </>
  );
}
