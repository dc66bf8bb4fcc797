// Screenshots for whoever looks at the page: light, dark, narrow and on paper.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Takes pictures of some policies into a folder. */
export const take = async (to, open, write) => {
  mkdirSync(to, { recursive: true });
  const paths = process.env.POLICIES ? process.env.POLICIES.split(':') : ['corpus/northwind-dpa'];
  for (const [at, path] of paths.entries()) {
    const url = write([path], `picture${at}.html`);
    for (const [name, options] of [
      ['light', {}], ['dark', { scheme: 'dark' }], ['narrow', { width: 400, height: 900 }],
    ]) {
      const page = await open(url, options);
      await page.screenshot({ path: join(to, `${at}-${name}.png`) });
      for (let step = 0; step < 3; step += 1) {
        await page.keyboard.press('n');
        await page.screenshot({ path: join(to, `${at}-${name}-finding${step}.png`) });
      }
      await page.context().close();
    }
    const page = await open(url);
    writeFileSync(join(to, `${at}.pdf`), await page.pdf({ format: 'A4', landscape: true }));
    await page.context().close();
  }
};
