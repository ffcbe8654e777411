// The portal's palette, which Material UI's own types do not have.
import type {} from '@backstage/theme';
import { alpha, type Theme } from '@mui/material/styles';
import type { GpuState } from './logic/gpus';
import type { Tone } from './logic/tone';

/** The status colours of the portal's theme; Material UI's own where a theme has none. */
export function toneColor(theme: Theme, tone: Tone): string {
  const status: Partial<Theme['palette']['status']> =
    theme.palette.status ?? {};
  switch (tone) {
    case 'ok':
      return status.ok ?? theme.palette.success.main;
    case 'warning':
      return status.warning ?? theme.palette.warning.main;
    case 'error':
      return status.error ?? theme.palette.error.main;
    case 'running':
      return status.running ?? theme.palette.info.main;
    case 'pending':
    case 'neutral':
    default:
      // The theme's pending yellow cannot be told from white; a pending state is told by its hollow circle.
      return status.aborted ?? theme.palette.text.secondary;
  }
}

/** The colour of a link, as the portal has it. */
export function linkColor(theme: Theme): string {
  return theme.palette.link ?? theme.palette.primary.main;
}

/** How GPUs are filled on bars and maps: by shade and by pattern, so that it can be told without colours. */
export function gpuFill(
  theme: Theme,
  state: GpuState,
): Record<string, string | number> {
  const allocated = theme.palette.primary.main;
  const free = alpha(
    theme.palette.primary.main,
    theme.palette.mode === 'dark' ? 0.3 : 0.22,
  );
  const error = toneColor(theme, 'error');
  const grey = theme.palette.text.secondary;
  switch (state) {
    case 'allocated':
      return { backgroundColor: allocated };
    case 'shared':
      return {
        background: `repeating-linear-gradient(45deg, ${allocated} 0 3px, ${free} 3px 5px)`,
      };
    case 'free':
      return { backgroundColor: free };
    case 'inUseUnknown':
      return { boxShadow: `inset 0 0 0 1px ${grey}` };
    case 'notOffered':
    default:
      return {
        boxShadow: `inset 0 0 0 1.5px ${error}`,
        background: `repeating-linear-gradient(45deg, ${alpha(
          error,
          0.55,
        )} 0 2px, transparent 2px 5px)`,
      };
  }
}

/** How values look that were seen before the connection broke. */
export const staleText = {
  color: 'text.secondary',
  fontStyle: 'italic',
} as const;

/**
 * Where the keyboard is, told alike by all that takes it: Material UI's own ripple is hard to see, and there is none on links.
 * Fields show it by their frame.
 */
export const focusRing = {
  '& :focus-visible:not(input)': {
    outline: (theme: Theme) => `2px solid ${theme.palette.primary.main}`,
    outlineOffset: '1px',
  },
} as const;

/** The typeface for commands, ids and evidence. */
export const MONOSPACE =
  'ui-monospace, "Roboto Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace';
