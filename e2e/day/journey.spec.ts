// A plan from its making to its end, and the day's order from where one is.
import { expect, expectAccessible, test } from "../support/test.ts";
import { arrive } from "../volunteering/support.ts";
import { as, household, planned, today } from "./support.ts";

test("a worker makes a plan, changes it, pauses it, goes on and ends it", async ({ page, request }) => {
  const there = await household(request, await as(request, "worker"));
  await arrive(page, "worker", "/work");
  await page.getByRole("link", { name: "走访计划" }).click();
  await page.getByRole("link", { name: "新建走访计划" }).click();
  await page.getByRole("button", { name: "建立计划" }).click();
  await expect(page.getByRole("alert")).toContainText("哪一户");
  await page.getByLabel("哪一户").selectOption(there.id);
  await page.getByRole("radio", { name: "独居老人" }).check({ force: true });
  await page.getByLabel("要注意什么").fill("耳背，请大声敲门");
  await page.getByLabel("每隔").fill("2");
  await page.getByLabel("单位").selectOption("weeks");
  await expectAccessible(page);
  await page.getByRole("button", { name: "建立计划" }).click();
  await expect(page.getByRole("heading", { level: 1, name: there.name, exact: true })).toBeVisible();
  await expect(page.getByText("每 2 周一次")).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "修改" }).click();
  await page.getByLabel("每隔").fill("1");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("每 1 周一次")).toBeVisible();

  await page.getByRole("button", { name: "暂停" }).click();
  const asked = page.getByRole("dialog");
  await asked.getByLabel("原因").fill("住院");
  await expectAccessible(page);
  await asked.getByRole("button", { name: "暂停" }).click();
  await expect(page.getByText("已暂停", { exact: true })).toBeVisible();
  await expect(page.getByText("住院")).toBeVisible();
  await page.getByRole("button", { name: "继续走访" }).click();
  await expect(page.getByText("进行中", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "结束计划" }).click();
  await asked.getByLabel("原因").fill("搬去县城");
  await asked.getByRole("button", { name: "结束计划" }).click();
  await expect(page.getByText("已结束", { exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "记录走访" })).toHaveCount(0);
});

test("a visit that needs a follow-up becomes a ticket, and a note is added", async ({ page, request }) => {
  const worker = await as(request, "worker");
  const { id } = await planned(request, worker);
  const visit = { visited_at: new Date().toISOString(), outcome: "follow_up_needed", note: "屋顶漏水" };
  const recorded = await request.put(`/api/v1/visits/${crypto.randomUUID()}`, {
    headers: worker,
    data: { plan_id: id, visit },
  });
  expect(recorded.ok(), await recorded.text()).toBe(true);
  await arrive(page, "worker", `/work/visits/${id}`);
  await page.getByRole("button", { name: "补充说明" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("说明").fill("儿子周末回来");
  await dialog.getByRole("button", { name: "补充说明" }).click();
  await expect(page.getByText("儿子周末回来")).toBeVisible();

  await page.getByRole("button", { name: "转为事项" }).click();
  await dialog.getByLabel("哪一类").selectOption({ index: 1 });
  await dialog.getByLabel("要办什么").fill("屋顶漏水，请派人看看");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "转为事项" }).click();
  await page.getByRole("link", { name: "查看事项" }).click();
  await expect(page.getByText("屋顶漏水，请派人看看").first()).toBeVisible();
});

test("the day is put in order from where the phone is, and nobody is told where that is", async ({ page, context }) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ longitude: 118.31, latitude: 30.95 });
  const asked: string[] = [];
  page.on("request", (sent) => asked.push(sent.url()));
  await arrive(page, "worker", "/work/day");
  await expect(page.locator(".day__stops > li").first()).toBeVisible();
  await page.getByRole("button", { name: "从我的位置排顺序" }).click();
  await expect(page.getByText("已按离您的远近排好。位置没有发送出去。")).toBeVisible();
  expect(asked.filter((url) => /longitude|latitude/.test(url))).toEqual([]);
});

for (const [path, title] of [
  ["/work/day", "今天的工作"],
  ["/work/visits", "走访计划"],
  ["/work/visits/new", "新建走访计划"],
] as const) {
  test(`${path} holds, wide and narrow, in large text`, async ({ page }) => {
    await arrive(page, "worker", path);
    await expect(page.getByRole("heading", { level: 1, name: title, exact: true })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "正在" })).toHaveCount(0);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expectAccessible(page);
    }
    await page.evaluate(() => document.documentElement.setAttribute("data-size", "large"));
    await expectAccessible(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider, "pixels that the page is wider than the screen").toBeLessThanOrEqual(0);
  });
}

test("the demo's day has a visit of today and one that is overdue", async ({ page, request }) => {
  const worker = await as(request, "worker");
  const day = await (await request.get("/api/v1/work/day", { headers: worker })).json();
  expect(day.day).toBe(today());
  const urgencies = day.stops.map((stop: { urgency: string }) => stop.urgency);
  const order = ["urgent", "overdue", "today", "later"];
  expect(urgencies).toEqual([...urgencies].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
  await arrive(page, "worker", "/work/day");
  await expect(page.getByText("已超期", { exact: true }).first()).toBeVisible();
});
