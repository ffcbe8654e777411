import type { AxisName } from '@runai-portal/backstage-plugin-runai-common';
import { midSentence } from '../logic/midSentence';
import { useStateLabel } from './useStateLabel';
import { useText } from './useText';

/** What an axis was when it was last seen, in the middle of a sentence: "was installed". */
export function useLastKnownLabel(): (axis: AxisName, state: string) => string {
  const t = useText();
  const word = useStateLabel();
  return (axis, state) =>
    axis === 'readiness' && state === 'readyWithWarnings'
      ? t('axis.wasWithWarnings')
      : t('axis.was', { state: midSentence(word(axis, state)) });
}
