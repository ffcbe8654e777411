// The least that a program does that wants every node: pages of 500, parsed, and nothing made of them. Plain Node, no loader.
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:https';

const { server, ca, token } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const agent = new Agent({ keepAlive: true, ca });

function page(from) {
  const url = new URL('/api/v1/nodes?limit=500', server);
  if (from) {
    url.searchParams.set('continue', from);
  }
  return new Promise((resolve, reject) => {
    get(
      url,
      { agent, headers: { authorization: `Bearer ${token}` } },
      answer => {
        const parts = [];
        answer
          .on('data', part => parts.push(part))
          .on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString())))
          .on('error', reject);
      },
    ).on('error', reject);
  });
}

let nodes = 0;
let next;
do {
  const { items, metadata } = await page(next);
  nodes += items.length;
  next = metadata.continue;
} while (next);
agent.destroy();
process.stdout.write(`${nodes}\n`);
