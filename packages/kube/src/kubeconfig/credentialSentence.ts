import type { User } from '@kubernetes/client-node';
import { errorCode, textOf } from '../errors/errorCode';

/** Why the library could not give a user's credentials. What a plugin prints is cut, since some print more than they should. */
export function credentialSentence(error: unknown, user: User): string {
  const code = errorCode(error);
  const command = textOf(user.exec, 'command');
  if (command && code === 'ENOENT') {
    const hint = firstLine(textOf(user.exec, 'installHint'));
    return `The credential plugin ${command} of user ${
      user.name
    } is not installed or not in PATH.${hint && ` ${hint}`}`;
  }
  if (command) {
    const said =
      textOf(error, 'name') === 'SyntaxError'
        ? ''
        : firstLine(textOf(error, 'message'));
    return `The credential plugin ${command} of user ${user.name} failed: ${
      said || 'it did not print a credential'
    }.`;
  }
  const path = textOf(error, 'path');
  return path
    ? `The file ${path} of user ${user.name} cannot be read (${code}).`
    : `The credentials of user ${user.name} could not be obtained${
        code ? ` (${code})` : ''
      }.`;
}

function firstLine(text = ''): string {
  return text.trim().split('\n')[0].slice(0, 200).replace(/\.$/, '');
}
