import { memo } from 'react';
import { alpha, styled } from '@mui/material/styles';
import type { NumberedMatch } from '../../logic/logText';

export interface LogLineProps {
  number: number;
  text: string;
  /** Where what is searched for stands in it, each with its place among all. */
  matches?: readonly NumberedMatch[];
  /** The match that one is at, among all. */
  current: number;
}

/** There may be two thousand: one class for all of them. */
const Line = styled('div')(({ theme }) => ({
  display: 'flex',
  gap: theme.spacing(1.5),
  paddingLeft: theme.spacing(1),
  paddingRight: theme.spacing(1),
  '& > i': {
    flex: 'none',
    width: '4ch',
    textAlign: 'right',
    fontStyle: 'normal',
    userSelect: 'none',
    color: theme.palette.text.secondary,
  },
  '& mark': {
    color: 'inherit',
    backgroundColor: alpha(theme.palette.warning.main, 0.35),
  },
  '& mark[data-current]': {
    outline: `2px solid ${theme.palette.primary.main}`,
  },
}));

/** A line of a log with its number. */
export const LogLine = memo((props: LogLineProps) => {
  const { number, text, matches = [], current } = props;
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const [index, { from, to }] of matches) {
    parts.push(
      text.slice(at, from),
      <mark key={index} data-current={index === current ? '' : undefined}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  parts.push(text.slice(at));
  return (
    <Line>
      <i aria-hidden>{number}</i>
      <span>{parts}</span>
    </Line>
  );
});
