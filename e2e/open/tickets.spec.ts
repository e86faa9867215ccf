// Public tickets: the list and the map with the same numbers, filters in the address, one ticket, nothing of people.
import { expect, test } from "../support/test.ts";
import { Server } from "../support/server.ts";
import { fitsEverywhere, open } from "./support.ts";

interface PublicTicket {
  id: string;
  number: string;
  state: "open" | "closed";
  text: string;
  position: { coordinates: [number, number] } | null;
}

async function listed(request: import("@playwright/test").APIRequestContext, query = ""): Promise<PublicTicket[]> {
  return (await (await request.get(`/api/v1/public/tickets${query}`)).json()).items;
}

test("the hub leads to the list, and the map carries its numbers", async ({ page, request }) => {
  const items = await listed(request);
  expect(items.length).toBeGreaterThan(0);
  await open(page, "/open");
  await page.getByRole("main").getByRole("link", { name: "公开事项", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "公开事项" })).toBeVisible();
  const rows = page.getByRole("main").locator("ol.list > li");
  await expect(rows).toHaveCount(items.length);
  await expect(rows.first()).toContainText(items[0]?.text.slice(0, 10) ?? "");
  await expect(rows.first()).toContainText(items[0]?.state === "open" ? "办理中" : "已结束");
  const places = new Set(items.filter((one) => one.position).map((one) => one.position?.coordinates.join()));
  await expect(page.locator(".pin-map__pin")).toHaveCount(places.size);
  if (places.size > 0) await expect(page.getByRole("img", { name: `地图，${places.size} 处` })).toBeVisible();
});

test("filters are part of the address and agree with the API", async ({ page, request }) => {
  await open(page, "/open/tickets");
  await page.getByLabel("状态").selectOption({ label: "已结束" });
  await expect(page).toHaveURL(/state=closed/);
  const closed = await listed(request, "?state=closed");
  await expect(page.getByRole("main").locator("ol.list > li")).toHaveCount(closed.length);
  await expect(page.getByRole("main").locator(".badge--working")).toHaveCount(0);
  await page.getByLabel("类别").selectOption({ label: "公共设施" });
  const lamps = await listed(request, "?state=closed&category=facilities");
  await open(page, "/open/tickets?state=closed&category=facilities");
  await expect(page.getByRole("main").locator("ol.list > li")).toHaveCount(lamps.length);
});

test("a ticket shows what is public of it", async ({ page, request }) => {
  const [first] = await listed(request);
  await open(page, "/open/tickets");
  await page.getByRole("main").locator("ol.list a").first().click();
  await expect(page.getByRole("heading", { level: 1, name: first?.number })).toBeVisible();
  await expect(page.getByText(first?.text ?? "").first()).toBeVisible();
  await expect(page.getByText("这里不显示上报人、办理人和照片。")).toBeVisible();
  await expect(page.getByRole("main").locator("img")).toHaveCount(0);
});

test("a ticket that is not public is said, with the way on", async ({ page }) => {
  await open(page, "/open/tickets/00000000-0000-7000-8000-000000000000");
  await expect(page.getByRole("heading", { name: "没有这件公开事项" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "公开事项" }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: "公开事项" })).toBeVisible();
});

test("the pages fit a telephone, large text and a desk", async ({ page, request }) => {
  test.slow();
  const [first] = await listed(request);
  await page.goto("/open");
  for (const address of ["/open/tickets", `/open/tickets/${first?.id}`]) await fitsEverywhere(page, address);
});

test("an empty store has an answer, and a failure another try", async ({ page }) => {
  const server = await Server.empty();
  try {
    await open(page, `${server.url}/open/tickets`);
    await expect(page.getByText("没有这样的公开事项")).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name: "报一件事" })).toBeVisible();
  } finally {
    await server.remove();
  }
  let broken = true;
  await page.route("**/api/v1/public/tickets?*", (route) =>
    broken ? route.fulfill({ status: 503, body: "" }) : route.continue(),
  );
  await page.goto("/open/tickets");
  await expect(page.getByRole("alert")).toBeVisible({ timeout: 20_000 });
  broken = false;
  await page.getByRole("button", { name: "再试一次" }).click();
  await expect(page.getByRole("main").locator("ol.list > li").first()).toBeVisible();
});
