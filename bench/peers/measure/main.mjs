// Measures London Daily and its peers side by side: see bench/README.md. bench/src/peers.rs calls it, with all options but the flags.
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { buildPeer, printOwn } from './build.mjs';
import { HEADLINES, makeEdition } from './edition.mjs';
import { checkParity } from './parity.mjs';
import { BASELINE, OWN, exceeded, markdown, summarise } from './summary.mjs';
import { visit } from './visit.mjs';

/** The window that the budgets are for. */
const PHONE = '412x823';
const { values: options } = parseArgs({
  options: {
    content: { type: 'string' },
    dist: { type: 'string' },
    press: { type: 'string' },
    minifier: { type: 'string' },
    chromium: { type: 'string' },
    json: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    viewport: { type: 'string' },
    http2: { type: 'boolean', default: false },
  },
});
const root = resolve(import.meta.dirname, '..');
const rounds = Number(options.rounds);
const [width, height] = options.viewport.split('x').map(Number);
const viewport = { width, height };
const protocol = options.http2 ? 'http2' : 'http1';

const edition = await makeEdition(options.content, root);
const path = `/article/${edition.items[0].id}/`;
const expected = {
  headline: edition.items[0].title.replace(/\s+/g, ' ').trim(),
  related: 'aside li a',
  relatedCount: HEADLINES,
};

/** Builds what is measured. A peer that cannot be built is left out, and named; without the baseline there are no ratios. */
async function prepare() {
  const sites = [];
  const peers = [BASELINE, ...options.only.split(',').filter((name) => name && name !== BASELINE)];
  for (const name of peers) {
    try {
      console.log(`  preparing ${name}`);
      sites.push({ name, folder: await buildPeer(root, name), kind: name.endsWith('-spa') ? 'app' : 'files' });
    } catch (error) {
      if (name === BASELINE) throw error;
      console.log(`  NOT MEASURED: ${name}: ${error.message}`);
      process.exitCode = 1;
    }
  }
  console.log(`  preparing ${OWN}`);
  sites.push({ name: OWN, folder: await printOwn(root, options), kind: 'files' });
  return sites;
}

async function serve(site) {
  const server = fork(join(import.meta.dirname, 'server.mjs'), [site.folder, protocol, site.kind]);
  const port = await new Promise((done, failed) => {
    server.once('message', done);
    server.once('exit', () => failed(new Error(`${site.name} is not served`)));
  });
  site.origin = `${protocol === 'http2' ? 'https' : 'http'}://127.0.0.1:${port}`;
  return server;
}

/** Visits all sites in turn, so that whatever else the machine does meets all of them. The first round is not counted. */
async function measure(browser, sites) {
  const records = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, origin } of sites) {
      try {
        const figures = await visit(browser, origin + path, { expected, viewport, brief: round === 0 });
        if (round === 0) continue;
        records.push({ round, site: name, ...figures });
        console.log(`  round ${round} of ${rounds}: ${name}, first paint ${figures.firstPaint.toFixed(0)} ms`);
      } catch (error) {
        records.push({ round, site: name, error: error.message });
        console.log(`  round ${round} of ${rounds}: ${name}: ${error.message}`);
        process.exitCode = 1;
      }
    }
  }
  return records;
}

const sites = await prepare();
const servers = [];
const browser = await launch(options.chromium);
try {
  for (const site of sites) servers.push(await serve(site));
  const headlines = edition.items.map(({ title }) => title.trim());
  await checkParity(browser, sites.filter(({ name }) => name !== OWN), { path, headlines, viewport });

  const before = loadavg()[0];
  const records = await measure(browser, sites);
  const rows = summarise(records.filter(({ round }) => round > 0), sites.map(({ name }) => name));
  const conditions = {
    date: new Date().toISOString().slice(0, 10),
    chromium: await browser.version(),
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
    load: [before, loadavg()[0]],
    rounds,
    viewport,
    protocol,
  };
  const table = markdown(rows, conditions);
  console.log(`\n${table}`);
  await writeFile(options.json, JSON.stringify({ conditions, summary: rows, visits: records }, null, 1));

  const own = rows.find(({ name }) => name === OWN);
  const over = own.visits > 0 && options.viewport === PHONE && protocol === 'http1' ? exceeded(own) : [];
  if (over.length > 0) {
    console.log(`${OWN} is over its budget:\n\n  ${over.join('\n  ')}\n`);
    process.exitCode = 1;
  }
} finally {
  for (const server of servers) server.disconnect();
  await browser.close();
}
