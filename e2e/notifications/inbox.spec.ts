// What one is told: the bell counts without being asked, the inbox leads to the thing, and what was read is read.
import { type APIRequestContext } from "@playwright/test";
import { desk, expect, expectAccessible, opened, test } from "../support/test.ts";
import { programme } from "../points/support.ts";
import { DEMO_PASSWORD, signIn, tokenOf } from "../people/support.ts";

const api = "/api/v1";
const as = (request: APIRequestContext, login: string) => tokenOf(request, { login, password: DEMO_PASSWORD });

/** A resident of the worker's grid of whom no other spec makes news: the bell counts everything one is told. */
const RESIDENT = "r013";

/** A matter that the resident reports and the worker takes on. */
async function reported(request: APIRequestContext, text: string): Promise<{ id: string; take: () => Promise<void> }> {
  const [resident, worker] = [await as(request, RESIDENT), await as(request, "worker")];
  const kinds = await (await request.get(`${api}/categories`, { headers: resident })).json();
  const made = await request.post(`${api}/tickets`, { headers: resident, data: { category: kinds.items[0].code, text } });
  expect(made.status(), await made.text()).toBe(201);
  const { id } = await made.json();
  const take = async () => {
    const headers = { ...worker, "if-match": made.headers().etag ?? "" };
    const taken = await request.post(`${api}/tickets/${id}/assignment`, { headers, data: {} });
    expect(taken.ok(), `${taken.status()} ${await taken.text()}`).toBe(true);
  };
  return { id, take };
}

/** Everything that the resident was told so far counts as read. */
async function readAll(request: APIRequestContext): Promise<void> {
  const headers = await as(request, RESIDENT);
  const { items } = await (await request.get(`${api}/me/notifications?limit=1`, { headers })).json();
  if (items.length > 0) {
    const read = await request.post(`${api}/me/notifications/read`, { headers, data: { id: items[0].id, and_before: true } });
    expect(read.status()).toBe(204);
  }
}

test("the bell tells of news while another page is open, and the inbox leads there", async ({ page, request }) => {
  const text = `楼梯扶手松了（${Date.now()}）`;
  const matter = await reported(request, text);
  await readAll(request);
  const live = page.waitForResponse((response) => response.url().endsWith("/api/v1/live") && response.ok());
  await page.goto("/sign-in?next=/shop");
  await opened(page);
  await signIn(page, { login: RESIDENT, password: DEMO_PASSWORD });
  await live;
  await expect(page.getByRole("link", { name: "消息", exact: true })).toBeVisible();
  await matter.take();
  await page.getByRole("link", { name: "消息，1 条未读" }).click({ timeout: 15_000 });

  await expect(page).toHaveURL("/notifications");
  const line = page.getByRole("listitem").filter({ hasText: text });
  await expect(line).toContainText("事情有人接手了");
  await expect(line).toContainText("未读");
  await expectAccessible(page);
  await line.getByRole("link").click();
  await expect(page).toHaveURL(`/tickets/${matter.id}`);
  await expect(page.getByRole("link", { name: "消息", exact: true })).toBeVisible();

  // Also after a reload, and also where only the unread ones are asked for.
  await page.goto("/notifications?show=unread");
  await expect(page.getByText("没有未读的消息")).toBeVisible();
  await expectAccessible(page);
});

test("everything is marked as read at once, and an inbox that cannot be read says so", async ({ page, request }) => {
  await readAll(request);
  for (const text of ["门口台阶裂了", "垃圾桶满了"]) await (await reported(request, `${text}（${Date.now()}）`)).take();
  await page.goto("/sign-in?next=/notifications");
  await opened(page);
  await signIn(page, { login: RESIDENT, password: DEMO_PASSWORD });
  await expect(page.getByRole("link", { name: "消息，2 条未读" })).toBeVisible({ timeout: 15_000 });
  await page.getByRole("button", { name: "全部标为已读" }).click();
  await expect(page.getByText("已全部标为已读")).toBeVisible();
  await expect(page.getByRole("link", { name: "消息", exact: true })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "未读" })).toHaveCount(0);

  await page.route("**/api/v1/me/notifications?**", (route) => route.abort("internetdisconnected"));
  await page.route("**/api/v1/me/notifications", (route) => route.abort("internetdisconnected"));
  await page.reload();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("没有网络");
  await page.unrouteAll();
  await page.getByRole("button", { name: "再试一次" }).click();
  await expect(page.getByRole("listitem").first()).toBeVisible();
});

test.describe("at the desk", () => {
  test.use(desk);

  test("a treasurer is told of a budget that runs low", async ({ page, request }) => {
    // The budget is looked at every minute.
    test.setTimeout(120_000);
    const { id, name } = await programme(request, 80);
    await page.goto("/console/sign-in?next=/console/notifications");
    await opened(page);
    await signIn(page, { login: "treasurer", password: DEMO_PASSWORD });
    const line = page.getByRole("listitem").filter({ hasText: name });
    await expect(line).toContainText("预算只剩 80 分", { timeout: 90_000 });
    await expectAccessible(page);
    await line.getByRole("link").click();
    await expect(page).toHaveURL(`/console/points/programmes/${id}`);
  });
});
