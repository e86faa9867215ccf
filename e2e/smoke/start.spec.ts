import { Server } from "../support/server.ts";
import { desk, expect, opened, test } from "../support/test.ts";

test("the community app opens and never loads the console", async ({ page }) => {
  const paths: string[] = [];
  page.on("request", (request) => paths.push(new URL(request.url()).pathname));
  await page.goto("/");
  await opened(page);
  expect(paths.filter((path) => path.endsWith(".wasm"))).toHaveLength(1);
  expect(paths.filter((path) => path.includes("console"))).toEqual([]);
});

test("a part of the app comes when one of its pages is opened, and where it cannot come there is another try", async ({
  page,
  faults,
}) => {
  let reachable = false;
  await page.route(/split_identity\.wasm$/, (route) => (reachable ? route.continue() : route.abort()));
  await page.goto("/sign-in");
  await opened(page);
  const again = page.getByRole("button", { name: "再试一次" });
  await expect(again).toBeVisible();
  // What is still asked for must not fail after the way is free.
  await page.waitForLoadState("networkidle");
  // The loader says so in the console, too.
  const told = faults.splice(0);
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((fault) => !fault.includes("Failed to fetch"))).toEqual([]);
  reachable = true;
  await again.click();
  await expect(page.locator("input[type=password]")).toBeVisible();
});

test("a first visit transfers at most 400 KB", async ({ page }) => {
  const sizes: Promise<number>[] = [];
  page.on("response", (response) => {
    const path = new URL(response.url()).pathname;
    if (path === "/" || path.startsWith("/assets/")) {
      sizes.push(response.request().sizes().then((size) => size.responseBodySize));
    }
  });
  await page.goto("/");
  await opened(page);
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  // Page, style, module, WASM: or the sum would be of something else.
  expect(sizes.length).toBeGreaterThanOrEqual(4);
  expect(total).toBeLessThanOrEqual(400_000);
});

test("files with a hash in their name are kept, pages are asked for", async ({ page, request }) => {
  await page.goto("/");
  const module = await page.locator("script[type=module]").getAttribute("src");
  const file = await request.get(module ?? "", { headers: { "accept-encoding": "br" } });
  expect(file.headers()["cache-control"]).toContain("immutable");
  expect(file.headers()["content-encoding"]).toBe("br");
  const first = await request.get("/");
  expect(first.headers()["cache-control"]).toBe("no-cache");
  const again = await request.get("/", { headers: { "if-none-match": first.headers()["etag"] ?? "" } });
  expect(again.status()).toBe(304);
});

test("an unknown path of the API is no page", async ({ request }) => {
  const answer = await request.get("/api/v1/nothing-here");
  expect(answer.status()).toBe(404);
  expect(answer.headers()["content-type"] ?? "").not.toContain("text/html");
});

test("after a first visit the app opens while the server is away", async ({ page }) => {
  // Not `context.setOffline`: the service worker would still reach the server.
  const server = await Server.empty();
  try {
    await page.goto(server.url);
    await opened(page);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      // Only a page that the worker controls is answered by it.
      if (navigator.serviceWorker.controller === null) {
        await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
      }
    });
    await server.stop();
    await page.reload();
    await opened(page);
    // The console was never fetched, so there is the page that says so.
    await page.goto(`${server.url}/console`);
    await expect(page).toHaveTitle(/Offline/);
  } finally {
    await server.remove();
  }
});

test.describe("at a desk", () => {
  test.use(desk);

  test("the console opens", async ({ page }) => {
    await page.goto("/console");
    await opened(page);
  });
});
