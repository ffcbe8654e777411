import ts from 'typescript';

/** What a comparison becomes where it is inverted. */
const INVERTED = new Map([
  [ts.SyntaxKind.LessThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '>'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);

/**
 * Every way to invert one thing that decides in a file of a check: a comparison, a row of `firstOf`, the condition of `?:` or `if`.
 *
 * @param {string} path - for messages
 * @param {string} source
 * @returns {{what: string, line: number, source: string}[]} each with the whole mutated source
 */
export function mutationsOf(path, source) {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true);
  const found = [];
  const add = (node, text) => {
    const start = node.getStart(file);
    const { line } = file.getLineAndCharacterOfPosition(start);
    found.push({
      what: `${oneLine(node.getText(file))}  ->  ${oneLine(text)}`,
      line: line + 1,
      source: source.slice(0, start) + text + source.slice(node.getEnd()),
    });
  };
  const visit = node => {
    const inverted =
      ts.isBinaryExpression(node) && !isOfLoop(node)
        ? INVERTED.get(node.operatorToken.kind)
        : undefined;
    if (inverted) {
      add(
        node,
        `${node.left.getText(file)} ${inverted} ${node.right.getText(file)}`,
      );
    } else {
      const condition = conditionOf(node);
      if (condition && !isInverted(condition)) {
        add(condition, `!(${condition.getText(file)})`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** What decides in a node that is not a comparison itself: the first part of a row of `firstOf`, of `?:` and of `if`. */
function conditionOf(node) {
  if (ts.isConditionalExpression(node)) {
    return node.condition;
  }
  if (ts.isIfStatement(node)) {
    return node.expression;
  }
  if (
    ts.isArrayLiteralExpression(node) &&
    ts.isCallExpression(node.parent) &&
    node.parent.expression.getText() === 'firstOf'
  ) {
    return node.elements[0];
  }
  return undefined;
}

/** What a loop goes on by decides nothing, and inverted it may never end. */
function isOfLoop(node) {
  const { parent } = node;
  return (
    (ts.isForStatement(parent) && parent.condition === node) ||
    (ts.isWhileStatement(parent) && parent.expression === node)
  );
}

/** A comparison that stands there alone is inverted for itself. */
function isInverted(node) {
  return ts.isBinaryExpression(node) && INVERTED.has(node.operatorToken.kind);
}

function oneLine(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
