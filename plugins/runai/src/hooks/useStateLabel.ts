import {
  STATE_LOOKS,
  type StateLooks,
  type StateVocabulary,
} from '../logic/states';
import { useText } from './useText';

/** The translation keys of all states; that each has a text is checked by the compiler. */
type StateLabelKey = {
  [V in StateVocabulary]: `state.${V}.${Extract<keyof StateLooks[V], string>}`;
}[StateVocabulary];

const KEYS: ReadonlySet<string> = new Set(
  Object.entries(STATE_LOOKS).flatMap(([vocabulary, looks]) =>
    Object.keys(looks).map(state => `state.${vocabulary}.${state}`),
  ),
);

function isLabelKey(key: string): key is StateLabelKey {
  return KEYS.has(key);
}

/** The word of a state in the reader's language; a state of a newer backend is shown as it was sent. */
export function useStateLabel(): (
  vocabulary: StateVocabulary,
  state: string,
) => string {
  const t = useText();
  return (vocabulary, state) => {
    const key = `state.${vocabulary}.${state}`;
    return isLabelKey(key) ? t(key) : state;
  };
}
