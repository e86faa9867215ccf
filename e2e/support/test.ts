// What every spec imports instead of "@playwright/test".
import { AxeBuilder } from "@axe-core/playwright";
import { type Page, test as base, expect } from "@playwright/test";

export { expect };

/** An official's screen: `test.use(desk)`. */
export const desk = { viewport: { width: 1366, height: 768 }, hasTouch: false };

/**
 * A test whose page must not fail silently: an uncaught error, a violation of the content security
 * policy or a panic in the console fails it. Answers of the API with an error status, which the
 * browser also reports in its console, are the business of the spec itself.
 */
export const test = base.extend<{ faults: string[] }>({
  faults: [
    async ({ page }, use) => {
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
          faults.push(message.text());
        }
      });
      await use(faults);
      expect(faults, "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],
});

/** Waits until the app has taken the place of the page's first content. */
export async function opened(page: Page): Promise<void> {
  await expect(page.getByRole("main")).toBeVisible({ timeout: 20_000 });
}

/** Fails with the names of the elements that break WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(found, "accessibility faults").toEqual([]);
}

/** Waits until the device has kept so many photographs of drafts: what is shown is kept a moment later. */
export async function expectPhotosKept(page: Page, count: number): Promise<void> {
  const kept = () =>
    page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      // Opening it would make one without stores where the app has made none yet.
      if (!(await indexedDB.databases()).some(({ name }) => name === "gongzhi")) return 0;
      const database = await done(indexedDB.open("gongzhi"));
      try {
        const drafts = database.transaction("draft-photos").objectStore("draft-photos").getAll();
        return ((await done(drafts)) as unknown[][]).flat().length;
      } finally {
        database.close();
      }
    });
  await expect.poll(kept, { message: "photographs kept on this device" }).toBe(count);
}
