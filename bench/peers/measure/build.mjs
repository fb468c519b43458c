// Builds the peers, and prints London Daily with the same edition. Each ends as a folder of static files with brotli beside them.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const STAMP = 'build.stamp';
const LOG = 'build.log';
const MADE = new Set(['dist', 'node_modules', '.next', '.svelte-kit', STAMP, LOG]);
const COMPRESSED = new Set(['.html', '.css', '.js', '.mjs', '.json', '.txt', '.xml', '.svg', '.wasm']);

/** Builds one peer unless that has been done with the same sources on the same day, and returns its folder. */
export async function buildPeer(root, name) {
  const site = join(root, 'sites', name);
  const dist = join(site, 'dist');
  const stamp = await stampOf(root, site);
  if (await readFile(join(site, STAMP), 'utf8').catch(() => '') === stamp) return dist;

  await Promise.all(['dist', STAMP].map((made) => rm(join(site, made), { recursive: true, force: true })));
  const log = await open(join(site, LOG), 'w');
  try {
    // The npm that runs this is a script, which Node starts on every system.
    const npm = [process.execPath, process.env.npm_execpath, 'run', '--silent', 'build', '--workspace', `sites/${name}`];
    await run(npm, { cwd: root, stdio: ['ignore', log.fd, log.fd] });
  } catch (error) {
    throw new Error(`${error.message}; see ${relative(process.cwd(), join(site, LOG))}`);
  } finally {
    await log.close();
  }
  await compress(dist);
  await writeFile(join(site, STAMP), stamp);
  return dist;
}

/** Prints the edition with a copy of the built `dist`, which stays as it is. */
export async function printOwn(root, { dist, press, minifier }) {
  const copy = join(root, 'london-daily');
  await rm(copy, { recursive: true, force: true });
  await cp(dist, copy, { recursive: true });
  await mkdir(join(copy, 'content'), { recursive: true });
  await copyFile(join(root, 'london-daily.json'), join(copy, 'content/feed.json'));
  const options = ['--quiet', '--compress', ...(minifier ? ['--minifier', minifier] : [])];
  await run([press, 'print', '--dist', copy, ...options], { stdio: 'inherit' });
  // The press leaves content to the host to compress, since it is edited where it lies.
  await compress(join(copy, 'content'));
  return copy;
}

function run([program, ...options], settings) {
  const env = { ...process.env, CI: '1', NEXT_TELEMETRY_DISABLED: '1' };
  const child = spawn(program, options, { env, ...settings });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', (code, signal) => (code === 0 ? done() : failed(new Error(`the build ended with ${code ?? signal}`))));
  });
}

async function filesBelow(folder) {
  const files = [];
  for (const each of await readdir(folder, { withFileTypes: true })) {
    if (MADE.has(each.name)) continue;
    const path = join(folder, each.name);
    files.push(...(each.isDirectory() ? await filesBelow(path) : [path]));
  }
  return files.sort();
}

/** A hash of all that a peer is built from. The day is part of it, since pages without a script carry the date of their build. */
async function stampOf(root, site) {
  const shared = ['shared/style.css', 'edition/feed.json', 'package-lock.json'].map((file) => join(root, file));
  const hash = createHash('sha256').update(new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London' }).format());
  for (const file of [...await filesBelow(site), ...shared]) {
    hash.update(relative(root, file).split(sep).join('/')).update('\0').update(await readFile(file));
  }
  return hash.digest('hex');
}

/** Writes a brotli file beside each file that gets smaller by it, as London Daily's own build does. */
async function compress(dist) {
  for (const file of await filesBelow(dist)) {
    if (!COMPRESSED.has(extname(file))) continue;
    const source = await readFile(file);
    const packed = brotliCompressSync(source, {
      params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: source.length },
    });
    if (packed.length < source.length) await writeFile(`${file}.br`, packed);
  }
}
