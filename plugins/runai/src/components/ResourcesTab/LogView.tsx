import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { CopyTextButton } from '@backstage/core-components';
import Box from '@mui/material/Box';
import { useResourceUrl } from '../../hooks/useResourceUrl';
import { useText } from '../../hooks/useText';
import { logMatches, matchesByLine } from '../../logic/logText';
import { saveFile } from '../../logic/saveFile';
import { MONOSPACE } from '../../theme';
import { ActionButton } from '../ActionButton';
import { LogLine } from './LogLine';
import { LogSearch } from './LogSearch';

export interface LogViewProps {
  label: string;
  /** Of what is downloaded. */
  fileName: string;
  lines: readonly string[];
  action: ReactNode;
}

/** The lines of a log, the newest in sight, with a search through them. */
export function LogView(props: LogViewProps) {
  const { label, fileName, lines, action } = props;
  const t = useText();
  const { state } = useResourceUrl();
  const find = state.get('find');
  const wrap = state.get('wrap') !== '';
  const matches = useMemo(() => logMatches(lines, find), [lines, find]);
  const byLine = useMemo(() => matchesByLine(matches), [matches]);
  const [chosen, setChosen] = useState(0);
  const current = Math.min(chosen, matches.length - 1);
  const box = useRef<HTMLDivElement>(null);
  const currentLine = matches[current]?.line;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    if (currentLine === undefined) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const line = element.children[currentLine];
    if (line instanceof HTMLElement) {
      // Within its own frame: the page stays where it is.
      element.scrollTop =
        line.offsetTop - element.offsetTop - element.clientHeight / 2;
    }
  }, [currentLine, lines]);
  const text = `${lines.join('\n')}\n`;
  return (
    <>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          gap: 1,
          color: 'text.secondary',
          '& svg': { fontSize: 16, fill: 'currentColor' },
        }}
      >
        <LogSearch
          value={find}
          onChange={value => {
            setChosen(0);
            state.set({ find: value });
          }}
          count={matches.length}
          current={current}
          onStep={by =>
            setChosen((current + by + matches.length) % matches.length)
          }
        />
        <Box
          sx={{
            ml: 'auto',
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            gap: 1,
          }}
        >
          {action}
          <ActionButton onClick={() => saveFile(fileName, text)}>
            {t('log.download')}
          </ActionButton>
          <CopyTextButton
            text={text}
            aria-label={t('log.copy')}
            tooltipText={t('log.copied')}
            variant="tertiary"
          />
        </Box>
      </Box>
      <Box
        ref={box}
        role="region"
        aria-label={label}
        // It scrolls, and the keyboard has to come to it.
        tabIndex={0}
        sx={{
          maxHeight: 'max(420px, calc(100vh - 390px))',
          overflow: 'auto',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          bgcolor: 'action.hover',
          py: 0.75,
          fontFamily: MONOSPACE,
          fontSize: 12.5,
          lineHeight: 1.5,
          whiteSpace: wrap ? 'pre-wrap' : 'pre',
          overflowWrap: wrap ? 'anywhere' : 'normal',
        }}
      >
        {lines.map((line, index) => (
          <LogLine
            key={index}
            number={index + 1}
            text={line}
            matches={byLine.get(index)}
            current={current}
          />
        ))}
      </Box>
    </>
  );
}
