import {
  CLUSTER_USES,
  EDITIONS,
  ENVIRONMENTS,
  INSTALL_MODES,
  INSTALL_PATHS,
  type EvaluationRequest,
} from '@runai-portal/backstage-plugin-runai-common';
import { useUrlState } from '../../hooks/useUrlState';

/** The settings of which one value is chosen, as the URL names them. */
export type ComparedKey =
  | 'profile'
  | 'environment'
  | 'mode'
  | 'existingPrometheus'
  | 'installPath'
  | 'edition';

const KEYS: readonly ComparedKey[] = [
  'profile',
  'environment',
  'mode',
  'existingPrometheus',
  'installPath',
  'edition',
];

/** Which settings a cluster is to be judged by in place of its own, as the URL has them. */
export interface Comparison {
  isOpen: boolean;
  setOpen(open: boolean): void;
  /** Empty for what stays as it is. */
  get(key: ComparedKey): string;
  set(key: ComparedKey, value: string): void;
  uses: string[];
  toggleUse(use: string): void;
  reset(): void;
  /** What is asked of the server; undefined where nothing is chosen. */
  wanted: EvaluationRequest | undefined;
}

/** `compare`, and `as.<setting>` for each setting, in the URL. */
export function useComparison(): Comparison {
  const url = useUrlState();
  const get = (key: ComparedKey) => url.get(`as.${key}`);
  const uses = url.all('as.uses');
  const nothing = {
    ...Object.fromEntries(KEYS.map(key => [`as.${key}`, undefined])),
    'as.uses': undefined,
  };
  return {
    isOpen: url.get('compare') !== '',
    setOpen: open => url.set({ ...nothing, compare: open ? '1' : '' }),
    get,
    set: (key, value) => url.set({ [`as.${key}`]: value }),
    uses,
    toggleUse: use => url.toggle('as.uses', use),
    reset: () => url.set(nothing),
    wanted: wantedOf(get, uses),
  };
}

function wantedOf(
  get: (key: ComparedKey) => string,
  uses: readonly string[],
): EvaluationRequest | undefined {
  const one = <T extends string>(key: ComparedKey, values: readonly T[]) =>
    values.find(value => value === get(key));
  const existing = one('existingPrometheus', ['true', 'false']);
  const used = CLUSTER_USES.filter(use => uses.includes(use));
  const settings = Object.fromEntries(
    Object.entries({
      environment: one('environment', ENVIRONMENTS),
      mode: one('mode', INSTALL_MODES),
      existingPrometheus: existing && existing === 'true',
      installPath: one('installPath', INSTALL_PATHS),
      edition: one('edition', EDITIONS),
      uses: used.length > 0 ? used : undefined,
    }).filter(([, value]) => value !== undefined),
  );
  const profile = get('profile');
  const isSet = Object.keys(settings).length > 0;
  if (!profile && !isSet) return undefined;
  return { ...(profile && { profile }), ...(isSet && { settings }) };
}
