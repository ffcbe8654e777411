/**
 * A portal over HTTPS in a process of its own, for kubectl. Its arguments are a port and the path of a kubeconfig that names a cluster
 * `up`; when it answers it prints one line of JSON, `{caData, token}`, and it ends with its standard input.
 */
import { caCertificate, serverCertificate } from '@runai-portal/simulator';
import { startOurProxy } from './portals';
import { TOKEN } from './ways';

async function main([port, kubeconfig]: string[]) {
  const stop = await startOurProxy({
    port: Number(port),
    kubeconfig,
    https: serverCertificate(),
  });
  process.stdout.write(
    `${JSON.stringify({ caData: caCertificate(), token: TOKEN })}\n`,
  );
  process.stdin.resume().once('end', () => {
    stop().then(() => process.exit(0));
  });
}

main(process.argv.slice(2)).catch(error => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
