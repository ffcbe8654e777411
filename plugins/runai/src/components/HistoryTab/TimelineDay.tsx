import KeyboardArrowDown from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUp from '@mui/icons-material/KeyboardArrowUp';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { DateTime } from 'luxon';
import { useId, useState } from 'react';
import type { Transition } from '@runai-portal/backstage-plugin-runai-common';
import { useStateWord } from '../../hooks/useStateWord';
import { useText } from '../../hooks/useText';
import type { TimelineDayEntries, TimelineEntry } from '../../logic/timeline';
import { exactTime } from '../../logic/age';
import { headline } from '../../logic/headline';
import { Clamp } from '../Clamp';
import { StateIcon } from '../StateIcon';

export interface TimelineDayProps {
  day: TimelineDayEntries;
  /** Titles of checks by id. */
  titles: ReadonlyMap<string, string>;
}

/** What changed on one day. */
export function TimelineDay(props: TimelineDayProps) {
  const { day, titles } = props;
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
            <EntryLine entry={entry} titles={titles} />
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function EntryLine(props: {
  entry: TimelineEntry;
  titles: ReadonlyMap<string, string>;
}) {
  const { entry, titles } = props;
  const t = useText();
  switch (entry.kind) {
    case 'transition':
      return <TransitionLine transition={entry.transition} titles={titles} />;
    case 'first':
      return entry.transitions.length === 1 ? (
        <TransitionLine transition={entry.transitions[0]} titles={titles} />
      ) : (
        <FirstSeen transitions={entry.transitions} titles={titles} />
      );
    case 'gap':
    default:
      return (
        <>
          <StateIcon of="check" state="skipped" />
          <span>{t('history.gapUntil', { until: exactTime(entry.to) })}</span>
        </>
      );
  }
}

/** The beginning of a history: one line, which opens to what was seen. */
function FirstSeen(props: {
  transitions: Transition[];
  titles: ReadonlyMap<string, string>;
}) {
  const { transitions, titles } = props;
  const t = useText();
  const [open, setOpen] = useState(false);
  const id = useId();
  const axes = transitions.filter(({ axis }) => axis).length;
  const checks = transitions.length - axes;
  const what = [
    axes > 0 && t('history.firstAxes', { count: axes }),
    checks > 0 && t('history.firstChecks', { count: checks }),
  ].filter(Boolean);
  return (
    <>
      <StateIcon of="readiness" state="notChecked" />
      <div>
        <Button
          size="small"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
          endIcon={open ? <KeyboardArrowUp /> : <KeyboardArrowDown />}
          sx={{
            p: 0,
            minWidth: 0,
            textTransform: 'none',
            fontSize: 'inherit',
            lineHeight: 'inherit',
          }}
        >
          {t('history.first', { what: what.join(', ') })}
        </Button>
        {open && (
          <Box
            component="ul"
            id={id}
            sx={{
              listStyle: 'none',
              m: 0,
              mt: 1,
              p: 0,
              display: 'grid',
              gap: 1,
            }}
          >
            {transitions.map(transition => (
              <Box
                component="li"
                key={
                  transition.axis ??
                  `${transition.checkId} ${transition.subject?.name}`
                }
                sx={{
                  display: 'grid',
                  gridTemplateColumns: '18px minmax(0, 1fr)',
                  gap: 1.25,
                }}
              >
                <TransitionLine transition={transition} titles={titles} />
              </Box>
            ))}
          </Box>
        )}
      </div>
    </>
  );
}

function TransitionLine(props: {
  transition: Transition;
  titles: ReadonlyMap<string, string>;
}) {
  const { transition, titles } = props;
  const { axis, checkId, subject, from, to, message, reason } = transition;
  const t = useText();
  const word = useStateWord();
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
              <Clamp title={message}>{headline(message)}</Clamp>
            ) : (
              reason
            )}
          </Box>
        )}
      </Box>
    </>
  );
}
