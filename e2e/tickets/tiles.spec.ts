// A town with a tile server: the map shows its pictures and names whose they are.
import { createServer, type Server as TileServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "../support/server.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { DEMO_PASSWORD, signIn } from "../people/support.ts";

/** One grey pixel. */
const TILE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGOoBwAAgQCAGbwvWAAAAABJRU5ErkJggg==",
  "base64",
);

let server: Server;
let tiles: TileServer;
const asked: string[] = [];

test.beforeAll(async () => {
  // A year of demo data is written first.
  test.setTimeout(180_000);
  tiles = createServer((request, answer) => {
    asked.push(request.url ?? "");
    answer.writeHead(200, { "content-type": "image/png" }).end(TILE);
  });
  await new Promise<void>((ready) => tiles.listen(0, "127.0.0.1", ready));
  const { port } = tiles.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/{z}/{x}/{y}.png`;
  server = await Server.demo("--tile-url", url, "--tile-attribution", "© 测绘小组");
});

test.afterAll(async () => {
  await server.remove();
  tiles.close();
});

test("the map of a report lies on the town's own tiles", async ({ page }) => {
  await page.goto(`${server.url}/sign-in?next=/report`);
  await signIn(page, { login: "resident", password: DEMO_PASSWORD });
  await page.getByRole("main").getByRole("button", { name: "没有照片，继续" }).click();
  await expect(page.getByText("© 测绘小组")).toBeVisible();
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  expect(asked.every((path) => /^\/\d+\/\d+\/\d+\.png$/.test(path)), asked.join(" ")).toBe(true);
  await expectAccessible(page);
});
