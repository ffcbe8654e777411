import { useMemo } from 'react';
import Box from '@mui/material/Box';
import { MONOSPACE } from '../../theme';

export interface YamlTextProps {
  label: string;
  text: string;
}

/** Beyond it, lines are not taken apart: the page would lag behind. */
const MOST_LINES = 3_000;
/** A key at the beginning of a line, with what is before it. */
const KEY = /^(\s*(?:- )*)([^\s:#"'][^:]*|"[^"]*"):(?=\s|$)/;

/** YAML whose keys stand back behind their values. */
export function YamlText(props: YamlTextProps) {
  const { label, text } = props;
  const lines = useMemo(() => text.replace(/\n$/, '').split('\n'), [text]);
  return (
    <Box
      component="pre"
      role="region"
      aria-label={label}
      // It scrolls, and the keyboard has to come to it.
      tabIndex={0}
      sx={{
        m: 0,
        p: 1.25,
        maxHeight: 'max(420px, calc(100vh - 320px))',
        overflow: 'auto',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'action.hover',
        fontFamily: MONOSPACE,
        fontSize: 12.5,
        lineHeight: 1.5,
        '& b': { color: 'text.secondary', fontWeight: 'inherit' },
      }}
    >
      {lines.length > MOST_LINES
        ? text
        : lines.map((line, index) => <YamlLine key={index} text={line} />)}
    </Box>
  );
}

function YamlLine(props: { text: string }) {
  const { text } = props;
  const match = KEY.exec(text);
  if (!match) return <>{`${text}\n`}</>;
  const [whole, before, key] = match;
  return (
    <>
      {before}
      <b>{`${key}:`}</b>
      {`${text.slice(whole.length)}\n`}
    </>
  );
}
