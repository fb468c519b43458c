// Medians over all rounds, the table, and the budgets that London Daily is held to.
import { SLOWDOWN } from './visit.mjs';

/** What all others are compared with: as fast as HTML gets. */
export const BASELINE = 'static-html';
export const OWN = 'london-daily';

const FIGURES = [
  'firstPaint', 'headline', 'complete', 'layoutShift', 'blocking', 'blockingFromStart', 'longestTask', 'bytes', 'bytesBeforeHeadline',
  'memory', 'elements',
];
const RATIOS = ['firstPaint', 'complete'];

export function spread(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** One row a site. Ratios are taken within a round, since rounds of a busy machine differ more than sites do. */
export function summarise(records, names) {
  const baselines = new Map(records.filter(({ site }) => site === BASELINE).map((record) => [record.round, record]));
  return names.map((name) => {
    const own = records.filter(({ site, error }) => site === name && !error);
    const row = { name, visits: own.length };
    for (const figure of FIGURES) row[figure] = spread(own.map((record) => record[figure]));
    for (const figure of RATIOS) {
      row[`${figure}Ratio`] = spread(own.map((record) => record[figure] / baselines.get(record.round)?.[figure]));
    }
    const moves = own.flatMap((record) => record.moves);
    row.click = spread(moves.map(({ click }) => click));
    row.back = spread(moves.map(({ back }) => back));
    row.scrollRestored = moves.filter(({ scrollRestored }) => scrollRestored).length;
    row.moves = moves.length;
    return row;
  });
}

const KB = 1_000;
const MB = 1_000_000;
const fixed = (value, digits = 0) => value?.toFixed(digits) ?? '–';
const ratio = (of) => (of ? `${fixed(of.median, 2)} (${fixed(of.min, 2)}–${fixed(of.max, 2)})` : '–');

const COLUMNS = [
  ['', ({ name }) => name],
  ['first paint, ms', ({ firstPaint }) => fixed(firstPaint?.median)],
  ['× static', ({ firstPaintRatio }) => ratio(firstPaintRatio)],
  ['complete, ms', ({ complete }) => fixed(complete?.median)],
  ['× static', ({ completeRatio }) => ratio(completeRatio)],
  ['shift', ({ layoutShift }) => fixed(layoutShift?.max, 3)],
  ['blocking, ms', ({ blocking }) => fixed(blocking?.median)],
  ['longest task, ms', ({ longestTask }) => (longestTask?.median === 0 ? 'under 50' : fixed(longestTask?.median))],
  ['click, ms', ({ click }) => fixed(click?.median)],
  ['Back, ms', ({ back }) => fixed(back?.median)],
  ['scroll restored', ({ scrollRestored, moves }) => `${scrollRestored} of ${moves}`],
  ['kB in all', ({ bytes }) => fixed(bytes?.median / KB, 1)],
  ['before headline', ({ bytesBeforeHeadline }) => fixed(bytesBeforeHeadline?.median / KB, 1)],
  ['memory, MB', ({ memory }) => fixed(memory?.median / MB, 1)],
];

export function markdown(rows, { date, chromium, cpu, cores, load, rounds, viewport, protocol }) {
  const cells = [COLUMNS.map(([head]) => head), ...rows.map((row) => COLUMNS.map(([, show]) => (row.visits ? show(row) : '–')))];
  rows.forEach(({ name }, index) => { cells[index + 1][0] = name; });
  const widths = COLUMNS.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row, pad = ' ') => `| ${row.map((cell, column) => (column ? cell.padStart(widths[column], pad) : cell.padEnd(widths[column], pad))).join(' | ')} |`;
  const rule = `|${widths.map((width, column) => (column ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`;
  return [
    `${date}, ${chromium}, ${cpu} (${cores} cores; load ${load.map((value) => value.toFixed(1)).join(' before, ')} after).`,
    `Medians of ${rounds} rounds (ratios: least to most), slow 4G, processor ${SLOWDOWN} times slower, window ${viewport.width}x${viewport.height}, ${protocol === 'http2' ? 'HTTP/2' : 'HTTP/1.1'}.`,
    '',
    line(cells[0]),
    rule,
    ...cells.slice(1).map((row) => line(row)),
    '',
  ].join('\n');
}

const BUDGETS = [
  ['first paint, times static HTML', ({ firstPaintRatio }) => firstPaintRatio?.median, 1.15],
  ['content complete, times static HTML', ({ completeRatio }) => completeRatio?.median, 1.2],
  ['layout shift', ({ layoutShift }) => layoutShift?.max, 0],
  ['blocking time, ms', ({ blocking }) => blocking?.median, 0],
  ['longest task after first paint, ms', ({ longestTask }) => longestTask?.median, 50],
  ['click to headline, ms', ({ click }) => click?.median, 40],
  ['Back to headline, ms', ({ back }) => back?.median, 40],
  ['places lost on Back', ({ moves, scrollRestored }) => moves - scrollRestored, 0],
  ['kB in all', ({ bytes }) => bytes?.median / KB, 230],
  ['kB before the headline', ({ bytesBeforeHeadline }) => bytesBeforeHeadline?.median / KB, 7],
];

/** Returns the budgets that London Daily exceeds, in words. */
export function exceeded(row) {
  return BUDGETS.map(([what, read, most]) => [what, read(row), most])
    .filter(([, value, most]) => !(value <= most))
    .map(([what, value, most]) => `${what}: ${fixed(value, 2)}, at most ${most}`);
}
