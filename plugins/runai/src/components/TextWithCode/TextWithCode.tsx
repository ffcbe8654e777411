import Box from '@mui/material/Box';
import { codeParts } from '../../logic/codeParts';
import { MONOSPACE } from '../../theme';

export interface TextWithCodeProps {
  /** A sentence in which backticks mark what is typed as it stands. */
  text: string;
}

/** A sentence of a check, with keys and commands in monospace. */
export function TextWithCode(props: TextWithCodeProps) {
  return (
    <>
      {codeParts(props.text).map(({ text, code }, index) =>
        code ? (
          <Box
            key={index}
            component="code"
            sx={{
              fontFamily: MONOSPACE,
              fontSize: '0.93em',
              px: 0.5,
              borderRadius: 0.5,
              bgcolor: 'action.hover',
              // A whole click takes the whole of it, to be pasted elsewhere.
              userSelect: 'all',
            }}
          >
            {text}
          </Box>
        ) : (
          text
        ),
      )}
    </>
  );
}
