import type { AxisName } from '@runai-portal/backstage-plugin-runai-common';
import { useStateWord } from './useStateWord';
import { useText } from './useText';

/** What an axis was when it was last seen, in the middle of a sentence: "was installed". */
export function useWasWord(): (axis: AxisName, state: string) => string {
  const t = useText();
  const word = useStateWord();
  return (axis, state) =>
    axis === 'readiness' && state === 'readyWithWarnings'
      ? t('axis.wasWithWarnings')
      : t('axis.was', { state: word(axis, state).toLocaleLowerCase() });
}
