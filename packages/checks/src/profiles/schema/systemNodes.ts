import {
  atLeastOne,
  bytes,
  count,
  founded,
  knowable,
  maybeText,
  positive,
  share,
  text,
} from './parts';

/** What is asked of the nodes that Run:ai itself runs on. */
export const systemNodes = founded({
  label: text,
  count: knowable({
    minimum: atLeastOne.describe('Nodes with the label and the size'),
    recommended: atLeastOne.optional(),
    statement: maybeText.describe('Of the requirement, quoted in messages'),
  }),
  size: knowable({
    cpu: positive.describe('Cores'),
    memoryBytes: bytes,
    diskBytes: bytes,
    statement: maybeText.describe('Of the requirement, quoted in messages'),
  }),
  warnBelow: share.describe('Share of the need under which capacity warns'),
  failBelow: share.describe('Share of the need under which capacity fails'),
  freeWarnBelow: share.describe('Of the need, under which what is free warns'),
  foreignPodsWarnAbove: count.describe(
    'Pods of others on a system node that are still called few',
  ),
});
