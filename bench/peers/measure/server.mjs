// A static file host for one site, in a process of its own, so that serving does not wait for measuring.
//   server.mjs FOLDER http1|http2 files|app        (app: index.html answers for every path)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sirv from 'sirv';

const [folder, protocol, kind] = process.argv.slice(2);

let notFound = 'Not found';
try {
  notFound = readFileSync(join(folder, '404.html'));
} catch {
  // Not every site has a page for that.
}
const files = sirv(folder, {
  brotli: true,
  single: kind === 'app',
  // Nothing survives a navigation, so that every page load is a first one.
  setHeaders: (response) => response.setHeader('Cache-Control', 'no-store'),
});
const answer = (request, response) => files(request, response, () => {
  response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFound);
});

function certificate() {
  const place = mkdtempSync(join(tmpdir(), 'peers-'));
  const [keyFile, certFile] = ['key.pem', 'cert.pem'].map((name) => join(place, name));
  try {
    execFileSync('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost',
      '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', keyFile, '-out', certFile,
    ], { stdio: 'ignore' });
    return { key: readFileSync(keyFile), cert: readFileSync(certFile) };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const server = protocol === 'http2' ? createSecureServer(certificate(), answer) : createServer(answer);
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());
