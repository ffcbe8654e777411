import Cancel from '@mui/icons-material/Cancel';
import CheckCircle from '@mui/icons-material/CheckCircle';
import HelpOutline from '@mui/icons-material/HelpOutline';
import RadioButtonUnchecked from '@mui/icons-material/RadioButtonUnchecked';
import RemoveCircleOutline from '@mui/icons-material/RemoveCircleOutline';
import Warning from '@mui/icons-material/Warning';
import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';
import type { ComponentType } from 'react';
import {
  stateLook,
  type StateShape,
  type StateVocabulary,
} from '../../logic/states';
import { toneColor } from '../../theme';

function Spinner(props: SvgIconProps) {
  return (
    <SvgIcon {...props}>
      <circle
        cx="12"
        cy="12"
        r="9"
        fill="none"
        stroke="currentColor"
        strokeOpacity={0.3}
        strokeWidth={3}
      />
      <path
        d="M12 3a9 9 0 0 1 9 9"
        fill="none"
        stroke="currentColor"
        strokeWidth={3}
      />
    </SvgIcon>
  );
}

const SHAPES: Record<StateShape, ComponentType<SvgIconProps>> = {
  tick: CheckCircle,
  triangle: Warning,
  cross: Cancel,
  question: HelpOutline,
  dash: RemoveCircleOutline,
  circle: RadioButtonUnchecked,
  spinner: Spinner,
};

const turning = {
  '@keyframes runai-turn': { to: { transform: 'rotate(360deg)' } },
  '@media (prefers-reduced-motion: no-preference)': {
    animation: 'runai-turn 1.4s linear infinite',
  },
};

export interface StateIconProps {
  of: StateVocabulary;
  state: string;
  /** Pixels; 16 where absent. */
  size?: number;
  /** Greyed: the state is what was last known. */
  stale?: boolean;
}

/** The icon of a state, for places where its word stands beside it. */
export function StateIcon(props: StateIconProps) {
  const { of, state, size = 16, stale } = props;
  const { shape, tone } = stateLook(of, state);
  const Shape = SHAPES[shape];
  return (
    <Shape
      aria-hidden
      sx={{
        fontSize: size,
        flex: 'none',
        color: theme =>
          stale ? theme.palette.text.secondary : toneColor(theme, tone),
        ...(shape === 'spinner' && !stale ? turning : {}),
      }}
    />
  );
}
