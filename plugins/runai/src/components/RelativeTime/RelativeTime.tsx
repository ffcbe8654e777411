import Tooltip from '@mui/material/Tooltip';
import { useNow } from '../../hooks/useNow';
import { useText, type Text } from '../../hooks/useText';
import { ageOf, exactTime, type Age } from '../../logic/age';

export interface RelativeTimeProps {
  at: string;
  /** `ago` says "6 min ago" and "on 3 May", `for` says "for 41 min" and "since 3 May"; `bare`, or without it, the age alone. */
  as?: 'ago' | 'for' | 'bare';
}

function words(t: Text, age: Age, as: RelativeTimeProps['as']): string {
  const text =
    age.unit === 'date'
      ? age.date
      : t(`age.${age.unit}`, { number: age.count.toString() });
  if (as === 'ago')
    return age.unit === 'date'
      ? t('age.on', { date: text })
      : t('age.ago', { age: text });
  if (as === 'for')
    return age.unit === 'date'
      ? t('age.since', { date: text })
      : t('age.for', { age: text });
  return text;
}

/** A relative time in words. */
export function useRelativeTime(): (
  at: string,
  as?: RelativeTimeProps['as'],
) => string {
  const t = useText();
  const now = useNow();
  return (at, as) => words(t, ageOf(at, now), as);
}

/** A time relative to now, with the exact time in a tooltip. */
export function RelativeTime(props: RelativeTimeProps) {
  const { at, as } = props;
  const age = useRelativeTime();
  return (
    <Tooltip title={exactTime(at)}>
      <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
        {age(at, as)}
      </time>
    </Tooltip>
  );
}
