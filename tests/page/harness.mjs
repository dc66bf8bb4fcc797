// The browser and the program, as the tests of the page use them.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(resolve('target/page/package.json'));
const { chromium } = require('playwright-core');
export const axeSource = require('axe-core').source;

export const program = resolve(process.argv[2]);
export const folder = mkdtempSync(join(tmpdir(), 'policyglot-page-'));

/** Runs the program; findings are no failure, anything else is. */
export const run = (args, options = {}) => {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (![0, 1].includes(done.status)) throw new Error(`${args.join(' ')}: exit ${done.status}: ${done.stderr}`);
  return done.stdout;
};

/** What `check --format json` says of some paths. */
export const findings = (args, options) => {
  const { policies } = JSON.parse(run(['check', '--isolated', '--format', 'json', ...args], options));
  return {
    open: policies.flatMap((policy) => policy.findings),
    waived: policies.flatMap((policy) => policy.waived ?? []),
  };
};

/** Writes a page and gives its address. */
export const write = (args, to, options) => {
  const path = join(folder, to);
  run(['check', '--isolated', '--format', 'html', '--output', path, ...args], options);
  return pathToFileURL(path).href;
};

let browser = null;
export const start = async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
};

/** Opens an address; errors, warnings of the console and requests of any kind are remembered. */
export const open = async (url, { scheme = 'light', width = 1400, height = 900, script = true, timed = false } = {}) => {
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: scheme, javaScriptEnabled: script, acceptDownloads: true,
  });
  const page = await context.newPage();
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(`error: ${error.message}`));
  page.on('console', (message) => page.wrong.push(`console: ${message.text()}`));
  page.on('dialog', (dialog) => {
    page.wrong.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol } = new URL(request.url());
    if (!request.isNavigationRequest() || !['file:', 'blob:'].includes(protocol)) {
      page.wrong.push(`request: ${request.url()}`);
    }
  });
  if (timed) {
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    /** Milliseconds that the page's thread has worked so far. */
    page.work = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find((metric) => metric.name === 'TaskDuration').value * 1000;
    };
  }
  await page.goto(url);
  return page;
};

/** Closes a page that did nothing wrong. */
export const close = async (page) => {
  if (page.wrong.length > 0) throw new Error(page.wrong.join('\n'));
  await page.context().close();
};

const tests = [];
export const test = (name, body) => tests.push({ name, body });

/** Runs the tests one after the other; the exit code says whether all passed. */
export const all = async () => {
  let failed = 0;
  await start();
  for (const { name, body } of tests) {
    try {
      const said = await body();
      console.log(`ok: ${name}${said ? ` (${said})` : ''}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED: ${name}\n${error.stack}`);
    }
  }
  await browser.close();
  rmSync(folder, { recursive: true });
  console.log(`${tests.length - failed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
};
