import { columnWidths } from './columnWidths';

const column = (name: string, at: number) => ({
  name,
  at,
  type: 'string',
  priority: 0,
});
const rows = [
  { name: 'a', cells: ['Normal', 'x'.repeat(80)] },
  { name: 'b', cells: ['Warning', 'y'.repeat(40)] },
];

it('gives short texts the room of one line, and what is left to long ones', () => {
  const [type, message] = columnWidths(
    [column('Type', 0), column('Message', 1)],
    rows,
    900,
  );
  expect(type).toBeGreaterThan(80);
  expect(type).toBeLessThan(120);
  expect(type + message).toBeGreaterThan(895);
});

it('takes more room than there is rather than break short texts', () => {
  const [type, message] = columnWidths(
    [column('Type', 0), column('Message', 1)],
    rows,
    200,
  );
  expect(type).toBeGreaterThan(80);
  expect(message).toBe(170);
});
