import { ResponseError } from '@backstage/errors';
import { ActionButton } from '../ActionButton';
import { useText, type Text } from '../../hooks/useText';
import { RelativeTime } from '../RelativeTime';
import { Notice } from '../Notice';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';

export interface LoadErrorProps {
  error: Error;
  onRetry(): void;
  /** When what is still shown was read; without it nothing is shown. */
  shownFrom?: number;
  /** Where to go when what was asked for is not there. */
  back?: { to: string; label: string };
  /** What is not there; a cluster where absent. */
  notFound?: string;
  /** Something was to be done, not only to be read. */
  isAction?: boolean;
  /** It stands within a card. */
  plain?: boolean;
}

function statusOf(error: Error): number | undefined {
  return error instanceof ResponseError ? error.statusCode : undefined;
}

/** What the browser says of a request that has no answer of the backend, by the name of its error: each has words of its own. */
const OF_BROWSER = [
  ['TypeError', 'error.noAnswer'],
  ['TimeoutError', 'error.tooSlow'],
  ['SyntaxError', 'error.notOurs'],
] as const;

/** The sentence that the backend gave, without the wrapping of the client and with a full stop, since another one follows. */
function sentenceOf(error: Error, t: Text): string {
  for (const [name, text] of OF_BROWSER) {
    if (error.name === name) return t(text);
  }
  const said =
    error instanceof ResponseError ? error.cause.message : error.message;
  return /[\p{L}\p{N})'"\]]$/u.test(said) ? `${said}.` : said;
}

/** Why something could not be read from the portal's backend: not there, not allowed, or broken. */
export function LoadError(props: LoadErrorProps) {
  const { error, onRetry, shownFrom, back, notFound, isAction, plain } = props;
  const t = useText();
  const status = statusOf(error);
  const kind =
    { 401: 'signedOut', 403: 'forbidden', 404: 'notFound' }[status ?? 0] ??
    'broken';
  const said = sentenceOf(error, t);
  const backLink = back && <TextLink to={back.to}>{back.label}</TextLink>;
  const retry = (
    <ActionButton onClick={onRetry}>{t('error.retry')}</ActionButton>
  );
  const icon = (
    <StateIcon
      of="check"
      state={kind === 'broken' ? 'fail' : 'unknown'}
      size={22}
    />
  );
  switch (kind) {
    case 'notFound':
      return (
        <Notice
          alert
          plain={plain}
          icon={icon}
          title={notFound ?? t('error.notFound')}
          action={backLink ?? retry}
        >
          {said}
        </Notice>
      );
    case 'forbidden':
      return (
        <Notice
          alert
          plain={plain}
          icon={icon}
          title={t(isAction ? 'error.forbiddenAction' : 'error.forbidden')}
          action={backLink ?? retry}
        >
          {said} {t('error.forbiddenHelp')}
        </Notice>
      );
    case 'signedOut':
      return (
        <Notice
          alert
          plain={plain}
          icon={icon}
          title={t('error.signedOut')}
          action={retry}
        >
          {t('error.signedOutHelp')}
        </Notice>
      );
    default:
      return (
        <Notice
          alert
          plain={plain}
          icon={icon}
          title={t(isAction ? 'error.brokenAction' : 'error.broken')}
          action={retry}
        >
          {said} {!isAction && <WhatIsShown from={shownFrom} />}
        </Notice>
      );
  }
}

/** How old what is still shown is; without anything, that it may come by itself. */
function WhatIsShown({ from }: { from?: number }) {
  const t = useText();
  return from ? (
    <>
      {t('error.shownFrom')}{' '}
      <RelativeTime at={new Date(from).toISOString()} as="ago" />.
    </>
  ) : (
    <>{t('error.asksAgain')}</>
  );
}
