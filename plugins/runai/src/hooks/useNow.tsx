import {
  createContext,
  useContext,
  useEffect,
  useState,
  type PropsWithChildren,
} from 'react';

const NowContext = createContext<Date | undefined>(undefined);

/** How often ages are written anew. */
const TICK_MS = 5_000;

type NowProviderProps = PropsWithChildren<{ now?: () => Date }>;

/** One clock for all ages of a page, the outermost one; it stands still while the tab is hidden. */
export function NowProvider(props: NowProviderProps) {
  const outer = useContext(NowContext);
  return outer ? <>{props.children}</> : <Clock {...props} />;
}

function Clock(props: NowProviderProps) {
  const { children, now: read = () => new Date() } = props;
  const [now, setNow] = useState(read);
  useEffect(() => {
    const tick = () => {
      if (document.visibilityState !== 'hidden') setNow(read());
    };
    const timer = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
    // The clock is chosen once, when the page is mounted.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return <NowContext.Provider value={now}>{children}</NowContext.Provider>;
}

/** The present, as the page's clock has it. */
export function useNow(): Date {
  const now = useContext(NowContext);
  if (!now) throw new Error('useNow needs a NowProvider above it');
  return now;
}
